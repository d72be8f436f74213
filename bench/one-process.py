"""Three `alembic.command` calls per revision in one Python process: what a stairway test does."""
import sys
import time

from alembic import command
from alembic.config import Config

config = Config("alembic.ini")
revisions = sys.argv[2].split(",")
measured = set(sys.argv[1].split(","))
spent = 0.0
for index, revision in enumerate(revisions):
    parent = revisions[index - 1] if index else "base"
    if revision not in measured:
        continue
    command.upgrade(config, parent) if index else None
    started = time.perf_counter()
    command.upgrade(config, revision)
    command.downgrade(config, parent)
    command.upgrade(config, revision)
    spent += time.perf_counter() - started
print(spent)

"""What people change in the files that Alembic and Flask-Migrate write."""
import re

ACCOUNT = (
    'op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(120), nullable=False))',
    'op.drop_table("account")',
)
# Its downgrade leaves the sequence.
TOPIC = (
    'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))\n    op.execute("CREATE SEQUENCE topic_number")',
    'op.drop_table("topic")',
)


def replace(path, old, new):
    with open(path) as file:
        text = file.read()
    assert old in text, (path, old)
    with open(path, "w") as file:
        file.write(text.replace(old, new))


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def fill(path, upgrade, downgrade, suffix=""):
    """The bodies of a revision, where the template has `pass`; `suffix` of the functions' names."""
    with open(path) as file:
        parts = re.split(r"(?m)^(?=def )", file.read())
    bodies = {"def upgrade%s(" % suffix: upgrade, "def downgrade%s(" % suffix: downgrade}
    for index, part in enumerate(parts):
        body = next((bodies[name] for name in bodies if part.startswith(name)), None)
        if body is not None:
            assert "    pass" in part, part
            parts[index] = part.replace("    pass", "    " + body)
    with open(path, "w") as file:
        file.write("".join(parts))

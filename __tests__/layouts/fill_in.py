"""What people change in the files that Alembic and Flask-Migrate write, and the application that Flask-Migrate asks for."""
import re
import sys

ACCOUNT = (
    'op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(120), nullable=False))',
    'op.drop_table("account")',
)
PRICE = (
    'op.create_table("price", sa.Column("id", sa.Integer, primary_key=True))',
    'op.drop_table("price")',
)
# Its downgrade leaves the sequence.
TOPIC = (
    'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))\n    op.execute("CREATE SEQUENCE topic_number")',
    'op.drop_table("topic")',
)
# Its downgrade leaves the table, by another name.
RENAMED_TOPIC = (
    'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))',
    'op.rename_table("topic", "old_topic")',
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


def in_application(text):
    """The context of a Flask application, which is written first: `shop.py` has this text, and a `create_app`."""
    write("shop.py", text)
    write("wsgi.py", "from shop import create_app\n\napp = create_app()\n")
    sys.path.insert(0, "")
    from shop import create_app

    return create_app().app_context()

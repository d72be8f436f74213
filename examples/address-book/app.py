"""Fills the address book and shows it. Run `alembic upgrade head` first."""
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from models import Address, User

engine = create_engine("sqlite:///example.db")


def fill(session: Session) -> None:
    session.add_all(
        [
            User(name="spongebob", fullname="Spongebob Squarepants", addresses=[Address(email_address="spongebob@example.org")]),
            User(
                name="sandy",
                fullname="Sandy Cheeks",
                addresses=[Address(email_address="sandy@example.org"), Address(email_address="sandy@squirrels.example.org", kind="work")],
            ),
            User(name="patrick", fullname="Patrick Star"),
        ]
    )
    session.commit()


def show(session: Session) -> None:
    for user in session.scalars(select(User).order_by(User.id)):
        print(user.fullname, *(f"{address.email_address} ({address.kind})" for address in user.addresses), sep=", ")


if __name__ == "__main__":
    with Session(engine) as session:
        if session.scalars(select(User)).first() is None:
            fill(session)
        show(session)

"""Names are kept by keys of plain letters: "Bjorn" finds Bjørn, and "Lukasz" finds Łukasz."""

from alembic import op

from legation.store.rekeying import rekey

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rekey(op.get_bind())

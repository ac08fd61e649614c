"""Pictures of places, which can be added but not altered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    for act in ("UPDATE", "DELETE"):
        name = f"picture_{act.lower()}"
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON picture FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON picture "
                "BEGIN SELECT RAISE(ABORT, 'history is not rewritten'); END"
            )


def downgrade() -> None:
    op.drop_table("picture")

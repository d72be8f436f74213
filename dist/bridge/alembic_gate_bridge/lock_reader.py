"""What each statement of a revision locked, wrote anew and read whole, as PostgreSQL tells it in the statement's own session.

https://www.postgresql.org/docs/current/view-pg-locks.html
"""
import json
import re

from alembic_gate_bridge.server_reading import read_text
from alembic_gate_bridge.transactions import find_state

_LEADING = r"(?:\s|--[^\n]*\n|/\*.*?\*/)*"
# Alone it locks no table.
_TOUCHES_NO_TABLE = re.compile(
    _LEADING + r"(?:SET|RESET|SHOW|BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE|DEALLOCATE|DISCARD|LISTEN|NOTIFY|UNLISTEN)\b[^;]*;?\s*$",
    re.IGNORECASE | re.DOTALL,
)
# The server refuses it after any query of its transaction.
_MUST_BE_FIRST = re.compile(_LEADING + r"SET\s+(?:(?:LOCAL|SESSION)\s+)?TRANSACTION", re.IGNORECASE | re.DOTALL)
# From the weakest to the strongest, as the server numbers them: src/include/storage/lockdefs.h
_MODES = (
    "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock",
    "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock",
)  # fmt: skip
_RANKS = {mode: rank for rank, mode in enumerate(_MODES, 1)}
_UNITS_MS = {"": 1, "us": 0.001, "ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}

# Before version 15 the totals arrive late, so that only those of the session's own are of use.
_SCANS = """pg_catalog.pg_stat_get_xact_numscans(%s) + CASE WHEN CAST(pg_catalog.current_setting('server_version_num') AS integer) >= 150000
    THEN pg_catalog.pg_stat_get_numscans(%s) ELSE 0 END"""
# Percent signs, colons and question marks are parameters to one driver or another. 16384 is the first number that is no system object's.
# The function behind the view `pg_locks`: without joins a query of it is planned in no time and locks nothing itself.
_READ = """
SELECT CAST(pg_catalog.json_build_object(
  'transaction', pg_catalog.min(l.virtualtransaction),
  'lockTimeout', pg_catalog.current_setting('lock_timeout'),
  'statementTimeout', pg_catalog.current_setting('statement_timeout'),
  'transactionTimeout', pg_catalog.current_setting('transaction_timeout', true),
  'held', pg_catalog.json_agg(pg_catalog.json_build_array(l.relation, l.mode, pg_catalog.pg_relation_filenode(l.relation), %s))
    FILTER (WHERE l.locktype = 'relation' AND l.relation >= 16384)%s
) AS text)
FROM pg_catalog.pg_lock_status() l WHERE l.pid = pg_catalog.pg_backend_pid() AND l.granted
"""
_ALL = """,
  'all', (
    SELECT pg_catalog.json_agg(pg_catalog.json_build_array(c.oid, n.nspname, c.relname, pg_catalog.pg_relation_filenode(c.oid), x.indrelid,
      CASE WHEN x.indrelid IS NULL THEN %s ELSE 0 END))
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid
    WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm', 'f', 'i', 'I') AND c.relpersistence <> 't' AND n.nspname <> 'pg_toast'
  )"""
_READ_HELD = _READ % (_SCANS % ("l.relation", "l.relation"), "")
_READ_ALL = _READ % (_SCANS % ("l.relation", "l.relation"), _ALL % (_SCANS % ("c.oid", "c.oid")))
_NAME_INDEXES = """
SELECT CAST(pg_catalog.json_agg(pg_catalog.json_build_array(c.oid, c.relname, x.indrelid)) AS text)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid WHERE c.oid IN (%s)
"""


class _Relation:
    """A table or index as it was called before the step; `table`: itself, or the number of the index's table."""

    def __init__(self, oid, schema, name, table):
        self.oid, self.schema, self.name, self.table = oid, schema, name, table


class LockReader:
    """
    Reads past SQLAlchemy, whose events and results are the revision's. What is told is of relations that were there
    before the step, by the names that they had then.
    """

    def __init__(self):
        self.start(False)

    def start(self, measures):
        self._measures = measures
        # Before it is known how long a statement may take.
        self._may_time_out = True
        # By number; None until it was read.
        self._there = None
        self._files = {}
        self._first_files = {}
        self._indexes = {}
        self._scans = {}
        # By the server's name for a transaction: its number in the step and the strongest lock on each table.
        self._transactions = {}

    def note_before(self, pooled, statement):
        """Before each statement of the revision; at the first it notes what is there."""
        if not self._measures:
            return
        if "timeout" in statement.lower():
            self._may_time_out = True
        if self._there is not None or _TOUCHES_NO_TABLE.match(statement) or _MUST_BE_FIRST.match(statement):
            return
        reading = self._read(pooled, _READ_ALL)
        if reading is None:
            # Without it nothing can be told of this step.
            self._measures = False
            return
        self._there = {}
        for oid, schema, name, file, table, scans in _list_all(reading):
            self._there[oid] = _Relation(oid, schema, name, table or oid)
            self._files[oid] = self._first_files[oid] = file
            self._scans[oid] = scans
            if table:
                self._indexes[table, name] = oid
        if find_state(pooled) == "open":
            # What Alembic holds since it read its version table.
            self._transactions[reading["transaction"]] = (1, self._find_strongest(reading))

    def read_after(self, pooled, statement):
        """What a statement that has just succeeded did, or None where that could not be read."""
        if not self._measures or self._there is None or _TOUCHES_NO_TABLE.match(statement):
            return None
        state = find_state(pooled)
        reading = self._read(pooled, _READ_HELD if state == "open" else _READ_ALL) if state in ("open", "none") else None
        if reading is None:
            return None
        if state == "open":
            number, strongest, locks = self._find_locks(reading)
            seen = {oid: (file, scans) for oid, _mode, file, scans in _list_held(reading)}
            # What has no file never had one.
            gone = {oid for oid, (file, _scans) in seen.items() if file is None and self._files.get(oid) is not None}
        else:
            number, strongest, locks = None, {}, []
            seen = {oid: (file, scans) for oid, _schema, _name, file, _table, scans in _list_all(reading)}
            gone = set(self._there) - set(seen)
        self._find_replaced(pooled, seen, gone)
        return {
            "locks": locks,
            "rewrites": self._find_rewrites(seen),
            "scans": self._find_scans(seen, strongest),
            "holdsLocks": bool(strongest),
            "transaction": number,
            "lockTimeoutMs": _read_limit(reading),
        }

    def _read(self, pooled, query):
        text = read_text(pooled, query, self._may_time_out)
        reading = None if text is None else json.loads(text)
        if reading is not None:
            self._may_time_out = reading["statementTimeout"] != "0"
        return reading

    def _find_strongest(self, reading):
        """By table. Whoever queries a table locks its indexes as well, so that a lock on one of them counts as one on the table."""
        strongest = {}
        for oid, mode, _file, _scans in _list_held(reading):
            relation = self._there.get(oid)
            rank = _RANKS.get(mode, 0)
            if relation is not None and rank > strongest.get(relation.table, 0):
                strongest[relation.table] = rank
        return strongest

    def _find_locks(self, reading):
        strongest = self._find_strongest(reading)
        number, before = self._transactions.get(reading["transaction"], (len(self._transactions) + 1, {}))
        self._transactions[reading["transaction"]] = (number, strongest)
        new = [oid for oid, rank in strongest.items() if rank > before.get(oid, 0) and oid in self._there]
        return number, strongest, [dict(self._name(oid), mode=_MODES[strongest[oid] - 1]) for oid in sorted(new)]

    def _find_replaced(self, pooled, seen, gone):
        """Indexes that a statement made in place of others of the same name, as a type change does; they may have taken over their files."""
        lost = {key: oid for key, oid in self._indexes.items() if oid in gone}
        unknown = [oid for oid in seen if oid not in self._there]
        if lost and unknown:
            text = read_text(pooled, _NAME_INDEXES % ", ".join(str(oid) for oid in unknown), self._may_time_out)
            for number, name, table in json.loads(text or "null") or ():
                oid, key = int(number), (int(table), name)
                if key not in lost:
                    continue
                old = lost.pop(key)
                self._indexes[key] = oid
                self._there[oid] = _Relation(oid, self._there[old].schema, self._there[old].name, self._there[old].table)
                self._files[oid] = self._first_files[oid] = self._files[old]
        for key in lost:
            del self._indexes[key]
        for oid in gone:
            # It is told once that it is gone.
            self._files[oid] = None

    def _find_rewrites(self, seen):
        rewritten = []
        for oid, (file, _scans) in seen.items():
            if oid not in self._there or file is None or file == self._files[oid]:
                continue
            self._files[oid] = file
            # A ROLLBACK TO SAVEPOINT brings the first file back.
            if file != self._first_files[oid]:
                rewritten.append(self._there[oid])
        return [
            dict(self._name(each.oid), kind="table" if each.table == each.oid else "index", table=self._there[each.table].name)
            for each in sorted(rewritten, key=lambda each: (each.table, each.table != each.oid, each.name))
        ]

    def _find_scans(self, seen, strongest):
        scanned = {}
        for oid, (_file, count) in seen.items():
            if oid not in self._there or self._there[oid].table != oid:
                continue
            known = self._scans.get(oid, 0)
            # Where it is less than before, the session has handed its counts over in between.
            if count > known or 0 < count < known:
                scanned[oid] = strongest.get(oid)
            self._scans[oid] = count
        return [dict(self._name(oid), mode=rank and _MODES[rank - 1]) for oid, rank in sorted(scanned.items())]

    def _name(self, oid):
        return {"schema": self._there[oid].schema, "name": self._there[oid].name}


def _list_held(reading):
    """Rows of number, mode, file (None where there is none or the relation is gone), scans."""
    return [(int(oid), mode, _number(file), scans) for oid, mode, file, scans in reading["held"] or ()]


def _list_all(reading):
    """Rows of number, schema, name, file, table of an index, scans."""
    return [(int(oid), schema, name, _number(file), _number(table), scans) for oid, schema, name, file, table, scans in reading["all"] or ()]


def _number(oid):
    return None if oid is None else int(oid)


def _read_limit(reading):
    """How long a statement waits for a lock at most, whichever setting ends it; 0 for ever, None where that cannot be read."""
    # `transaction_timeout` came with version 17.
    settings = (reading["lockTimeout"], reading["statementTimeout"], reading["transactionTimeout"] or "0")
    limits = [_read_milliseconds(setting) for setting in settings]
    return None if None in limits else min((limit for limit in limits if limit > 0), default=0)


def _read_milliseconds(setting):
    """As the server writes it: `0`, `1500ms`, `3s`, `1min`."""
    match = re.match(r"(\d+)(\w*)$", setting)
    return None if match is None or match.group(2) not in _UNITS_MS else int(match.group(1)) * _UNITS_MS[match.group(2)]

PRAGMA application_id = 1448366668;
PRAGMA user_version = 1;

CREATE TABLE agreement (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    value_minor INTEGER,
    value_currency TEXT,
    signatories TEXT NOT NULL,
    zone TEXT NOT NULL,
    hours TEXT NOT NULL,
    answer_hours INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE claim (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    text TEXT NOT NULL,
    backing TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE close_out (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    closing TEXT NOT NULL,
    segment INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE contact (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    name TEXT NOT NULL,
    side TEXT NOT NULL,
    level TEXT NOT NULL,
    role TEXT NOT NULL,
    mails TEXT NOT NULL,
    phones TEXT NOT NULL,
    note TEXT NOT NULL,
    aliases TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE delivery (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    outcomes TEXT NOT NULL,
    "table" TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE departure (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    contact INTEGER NOT NULL,
    handed_over INTEGER NOT NULL,
    successor INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE disposition (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    disposal TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE entry (
    seq INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    kind TEXT NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    private INTEGER NOT NULL,
    speaks INTEGER NOT NULL,
    PRIMARY KEY (seq)
) STRICT;

CREATE TABLE expectation (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    text TEXT NOT NULL,
    told INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE ledger (
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (seq)
) STRICT;

CREATE TABLE offer (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    title TEXT NOT NULL,
    terms TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE origin (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    edition INTEGER NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE payment (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    amount_currency TEXT NOT NULL,
    purpose TEXT NOT NULL,
    segment INTEGER,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE promise (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    due TEXT NOT NULL,
    contact INTEGER,
    touchpoint INTEGER,
    segments TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE promise_outcome (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    promise INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE pulse (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    score INTEGER NOT NULL,
    level TEXT NOT NULL,
    subject TEXT NOT NULL,
    "by" TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE question (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    name TEXT NOT NULL,
    since TEXT NOT NULL,
    is_key INTEGER NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE receipt (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    importer TEXT NOT NULL,
    files TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    without TEXT NOT NULL,
    people TEXT NOT NULL,
    read INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    known INTEGER NOT NULL,
    others INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    refusals TEXT NOT NULL,
    waiting TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE result_row (
    delivery INTEGER NOT NULL,
    line INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    day INTEGER,
    seconds INTEGER,
    key_answers TEXT,
    answers TEXT NOT NULL,
    states TEXT NOT NULL,
    script INTEGER,
    way INTEGER NOT NULL,
    PRIMARY KEY (delivery, line)
) STRICT;

CREATE TABLE sameness (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    "of" TEXT NOT NULL,
    merged INTEGER NOT NULL,
    same_as INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE segment (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    due TEXT NOT NULL,
    priority INTEGER NOT NULL,
    price_minor INTEGER,
    price_currency TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE silence_gap (
    vendor INTEGER NOT NULL,
    start_day INTEGER NOT NULL,
    end_day INTEGER,
    owed_by TEXT,
    "after" INTEGER NOT NULL,
    "before" INTEGER,
    PRIMARY KEY (vendor, start_day)
) STRICT;

CREATE TABLE term_answer (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    answer TEXT NOT NULL,
    "by" TEXT NOT NULL,
    oral INTEGER NOT NULL,
    effective TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE term_proposal (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    wording TEXT NOT NULL,
    value TEXT,
    definition TEXT,
    argument TEXT NOT NULL,
    oral INTEGER NOT NULL,
    counters INTEGER,
    tariff TEXT,
    observed INTEGER NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE threshold (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    name TEXT NOT NULL,
    days INTEGER,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE touchpoint (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    channel TEXT NOT NULL,
    direction TEXT NOT NULL,
    summary TEXT NOT NULL,
    text TEXT NOT NULL,
    people TEXT NOT NULL,
    manner TEXT NOT NULL,
    course TEXT NOT NULL,
    asks INTEGER NOT NULL,
    answers INTEGER,
    owes TEXT,
    tone INTEGER,
    purpose_stated INTEGER,
    prepared INTEGER,
    question_answered INTEGER,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE usage (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    meter TEXT NOT NULL,
    month TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE TABLE vendor (
    identity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    vendor INTEGER,
    agreement INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    domains TEXT NOT NULL,
    referred_by TEXT NOT NULL,
    referrer_interest TEXT NOT NULL,
    note TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    addresses TEXT NOT NULL,
    PRIMARY KEY (identity)
) STRICT;

CREATE INDEX entry_but_touchpoints ON entry (kind, vendor, seq) WHERE kind <> 'touchpoint';

CREATE INDEX entry_corrected ON entry (identity, seq) WHERE seq <> identity;

CREATE INDEX entry_of_vendor ON entry (vendor, day, minute, seq);

CREATE INDEX origin_by_key ON origin ("key");

CREATE INDEX touchpoint_of_vendor ON touchpoint (vendor, last_day, first_day, minute, seq, direction, course, manner, asks, owes, answers);

CREATE TRIGGER ledger_never_changed BEFORE UPDATE ON ledger BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER ledger_never_deleted BEFORE DELETE ON ledger BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER ledger_only_next BEFORE INSERT ON ledger WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger) BEGIN SELECT raise(ABORT, 'the ledger takes only the next record'); END;

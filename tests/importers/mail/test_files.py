import mailbox
from hashlib import sha256
from pathlib import Path

import pytest

from tests.importers.mail.writing import mail, mbox
from vendortrail.importers.item import Refused
from vendortrail.importers.mail import files
from vendortrail.importers.mail.files import Files, Lying
from vendortrail.refusal import Refusal


def found(*paths: Path) -> list[Lying]:
    items = list(Files(paths).messages())
    assert all(isinstance(item, Lying) for item in items), items
    return [item for item in items if isinstance(item, Lying)]


def test_a_file_is_known_by_what_it_begins_with(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(mbox([mail(), mail()]))
    (tmp_path / "b").write_bytes(mail())
    (tmp_path / "c.txt").write_bytes(b"\r\n" + mail())
    assert [one.place for one in found(tmp_path)] == [
        "a.dat, message 1",
        "a.dat, message 2",
        f"{tmp_path.name}/b",
        f"{tmp_path.name}/c.txt",
    ]


def test_a_message_of_its_own_may_have_a_separator(tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(mbox([mail(b"Hello.\n"), mail()]))
    (one,) = found(path)
    assert one.original == path.read_bytes()


def test_a_maildir_is_one_source_and_its_names_say_when_mail_came(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "Maildir")
    for number in range(3):
        box.add(mail(b"%d\n" % number))
    read = Files([tmp_path / "Maildir"])
    messages = [one for one in read.messages() if isinstance(one, Lying)]
    assert len(messages) == 3
    assert all(one.noted is not None for one in messages)
    whole = sha256(b"".join(sha256(one.original).digest() for one in messages)).hexdigest()
    assert [(file.name, file.sha256) for file in read.read] == [("new/", whole)]


def test_what_is_no_mail_is_refused_where_it_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / ".hidden.eml").write_bytes(b"nothing")
    (tmp_path / "notes.txt").write_bytes(b"we called on Monday\n")
    (tmp_path / "empty.mbox").write_bytes(b"")
    (refused,) = Files([tmp_path]).messages()
    assert isinstance(refused, Refused)
    assert refused.place == f"{tmp_path.name}/notes.txt"
    assert "begins with no field" in str(refused.reason)
    (asked_for,) = Files([tmp_path / "picture.png"]).messages()
    assert isinstance(asked_for, Refused)


def test_a_path_that_is_not_there_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="there is no such file"):
        Files([tmp_path / "gone.mbox"])


def test_a_message_that_is_too_long_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_MESSAGE", 500)
    (tmp_path / "a.mbox").write_bytes(mbox([mail(), mail(b"x\n" * 400), mail()]))
    (tmp_path / "b.eml").write_bytes(mail(b"x\n" * 400))
    items = list(Files([tmp_path]).messages())
    refused = [item for item in items if isinstance(item, Refused)]
    assert [item.place for item in refused] == ["a.mbox, message 2", f"{tmp_path.name}/b.eml"]
    assert "at most" in str(refused[0].reason)
    assert len(items) == 4


def test_a_folder_in_a_circle_and_what_is_no_file_are_passed_over(tmp_path: Path) -> None:
    import os

    (tmp_path / "a.eml").write_bytes(mail())
    (tmp_path / "circle").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.eml")
    assert len(found(tmp_path)) == 1


def test_what_was_read_is_named_with_its_hash(tmp_path: Path) -> None:
    data = mbox([mail()])
    (tmp_path / "in.mbox").write_bytes(data)
    read = Files([tmp_path / "in.mbox"])
    list(read.messages())
    (file,) = read.read
    assert (file.name, file.sha256, file.size) == ("in.mbox", sha256(data).hexdigest(), len(data))


def test_blank_lines_before_the_first_message_are_none(tmp_path: Path) -> None:
    (tmp_path / "in.mbox").write_bytes(b"\n\n" + mbox([mail(), mail()]))
    assert len(found(tmp_path)) == 2


def test_what_is_gone_when_it_is_looked_at_again_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail())
    (one,) = found(tmp_path)
    assert files.again(one) == one
    (tmp_path / "a.eml").unlink()
    gone = files.again(one)
    assert isinstance(gone, Refused)
    assert "no such file" in str(gone.reason)

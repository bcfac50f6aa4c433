"""A build that cannot be finished: what it says, and what it leaves alone."""

import errno
import os
import threading
from pathlib import Path

import pytest

import build_site
import compress
from build_site import LOG, alone, build
from endingwell.publish import replace_folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good site, and builds that take no time."""

    def quick(root: Path, target: Path) -> str:
        (target / "index.html").write_text("the new site", "utf-8")
        return ""

    monkeypatch.setattr(build_site, "run_mkdocs", quick)
    monkeypatch.setattr(build_site, "load", lambda root: None)
    monkeypatch.setattr(build_site, "write_copies", lambda site, project: None)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last good site", "utf-8")
    return tmp_path


def content(root: Path) -> str:
    return (root / "site" / "index.html").read_text("utf-8")


class BrokenTemplateError(Exception):
    """A fault that nobody foresaw."""


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The build failed: No space left on device."),
        (PermissionError(errno.EACCES, "Permission denied", "a.html"), "The build failed: Permission denied (a.html)."),
        (OSError("single.html"), "The build failed: single.html."),
        (KeyboardInterrupt(), "Stopped."),
        (
            BrokenTemplateError("line 3"),
            f"The build failed: BrokenTemplateError: line 3. All that was said stands in {LOG}.",
        ),
    ],
)
def test_whatever_stops_a_build_is_said_in_a_line_and_the_last_good_site_stays(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    said: str,
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(build_site, "write_copies", fail)
    assert build(root, root / "site") == 1
    assert capsys.readouterr().out == f"{said}\nsite/ is as it was.\n"
    assert content(root) == "the last good site"
    assert not list(root.glob(".site.new-*"))
    assert (root / LOG).exists() == (LOG in said)


def test_a_place_where_nothing_can_be_written_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(prefix: str, dir: Path) -> str:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(dir))

    monkeypatch.setattr(build_site.tempfile, "mkdtemp", refuse)
    assert build(root, root / "site") == 1
    assert f"The build failed: Permission denied ({root})." in capsys.readouterr().out


def test_a_full_disk_names_no_log_that_is_empty(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object) -> None:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert build_site.keep_log(root, "much") == ""
    assert not (root / LOG).exists()


def test_a_site_that_is_a_link_is_renewed_where_it_leads(root: Path) -> None:
    (root / "site").rename(root / "served")
    (root / "site").symlink_to("served")
    assert build(root, root / "site") == 0
    assert (root / "site").is_symlink()
    assert (root / "served" / "index.html").read_text("utf-8") == "the new site"


def test_a_file_in_the_place_of_the_site_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "site").rename(root / "aside")
    (root / "site").write_text("something else", "utf-8")
    assert build(root, root / "site") == 1
    assert "Not a directory" in capsys.readouterr().out
    assert (root / "site").read_text("utf-8") == "something else"


def test_an_old_site_that_cannot_be_deleted_does_not_undo_the_new_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "new").mkdir()
    (root / "new" / "index.html").write_text("the new site", "utf-8")

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", lambda path, **_: refuse(path))
        replace_folder(root / "new", root / "site")
    assert content(root) == "the new site"


def test_two_builds_in_one_place_take_turns(root: Path) -> None:
    done = threading.Event()

    def second() -> None:
        with alone(root):
            done.set()

    thread = threading.Thread(target=second)
    with alone(root):
        thread.start()
        assert not done.wait(0.3)
    assert done.wait(5)
    thread.join()


def test_a_compressed_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "index.html"
    page.write_text("text " * 1000, "utf-8")
    write = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        with pytest.raises(OSError, match="No space"):
            compress.compress(page)
    assert list(tmp_path.iterdir()) == [page]
    compress.compress(page)
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "index.html.gz", "index.html.br"}


def test_what_cannot_be_compressed_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compress, "ROOT", tmp_path)
    assert compress.main() == 1
    assert "make site" in capsys.readouterr().out
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").mkdir()  # cannot be read as a file
    assert compress.main() == 1
    assert "Not everything could be compressed: Is a directory" in capsys.readouterr().out

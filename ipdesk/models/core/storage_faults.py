"""Faults of SQLite and of the disk, told as what a clerk or an administrator can do about them."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable

from ipdesk.models.core.errors import (
    DamagedDatabase,
    DiskFull,
    LockedDatabase,
    MovedDatabase,
    ReadOnlyFolder,
    StoreError,
)

NOT_SAVED = "没有保存"
NOT_OPENED = "没有打开"
NOT_READ = "没有读出"

# Each sentence is given what has not been done: one of the three above.


def locked(undone: str = NOT_SAVED) -> StoreError:
    """Return the fault of a database that another program holds."""
    return LockedDatabase(f"数据库正被另一个程序占用，{undone}。请关闭另一个窗口或等它做完，再试一次。")


def damaged(undone: str = NOT_SAVED) -> StoreError:
    """Return the fault of a file that is no database or is malformed."""
    return DamagedDatabase(
        f"数据库文件已损坏，或者不是本程序的，{undone}，未作改动。请从备份恢复，或联系维护人员。"
    )


def damaged_inside() -> StoreError:
    """Return the fault of a database that was checked whole and found malformed."""
    return DamagedDatabase(
        "检查发现数据库文件有损坏。为免损失扩大，从现在起不再保存；已有的内容还可以查看。"
        "请记下屏幕上还没有保存的内容，退出程序，把整个数据文件夹另外复制一份，再从备份恢复，或联系维护人员。"
    )


def damaged_contents(place: str, undone: str) -> StoreError:
    """Return the fault of a value that the program never wrote; ``place`` is a table and a row's number."""
    return DamagedDatabase(
        f"数据库里有内容已损坏，读不出来（{place}），{undone}。请从备份恢复，或联系维护人员。"
    )


def disk_full(undone: str = NOT_SAVED) -> StoreError:
    """Return the fault of a disk without room."""
    return DiskFull(f"磁盘已满，{undone}。请腾出空间后再试一次，已保存的内容不受影响。")


def read_only(undone: str = NOT_SAVED) -> StoreError:
    """Return the fault of a folder or file that cannot be written."""
    return ReadOnlyFolder(f"数据文件夹或其中的数据库文件不能写入，{undone}。请检查权限，或换一个数据文件夹。")


def closed_to_reading(undone: str = NOT_READ) -> StoreError:
    """Return the fault of a folder or file that cannot be read, or only after something was written."""
    return ReadOnlyFolder(
        f"数据库现在不能只读打开，{undone}。请检查权限；数据在只读的盘上时，把整个文件夹复制到硬盘上再试。"
    )


def unreadable(undone: str = NOT_SAVED) -> StoreError:
    """Return the fault of a disk that fails to read or write."""
    return StoreError(f"读写数据文件时出错，{undone}。请检查磁盘或网络盘是否正常，再试一次。")


def moved_database(undone: str = NOT_SAVED) -> StoreError:
    """Return the fault of a file that is no longer the one that was opened."""
    return MovedDatabase(
        f"数据文件夹或其中的数据库文件已被删除、移走或换成了另一个，{undone}。"
        "请把它放回原处，或重新启动程序；重新启动以前请先记下屏幕上的内容。"
    )


def too_long(undone: str = NOT_OPENED) -> StoreError:
    """Return the fault of a path that the system or SQLite does not take."""
    return StoreError(
        f"数据文件夹的路径太长，{undone}。请换一个路径较短的文件夹（汉字在路径里一个算三个字符）。"
    )


_BY_CODE: dict[int, Callable[[str], StoreError]] = {
    sqlite3.SQLITE_BUSY: locked,
    sqlite3.SQLITE_LOCKED: locked,
    sqlite3.SQLITE_PROTOCOL: locked,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_CANTOPEN: read_only,
    sqlite3.SQLITE_IOERR: unreadable,
    # The memory that several desks share lies in a file that is made in one piece: only a full disk refuses.
    sqlite3.SQLITE_IOERR_SHMSIZE: disk_full,
}


_BY_ERRNO: dict[int, Callable[[str], StoreError]] = {
    errno.EACCES: read_only,
    errno.EPERM: read_only,
    errno.EROFS: read_only,
    errno.ENOTDIR: read_only,
    errno.EEXIST: read_only,
    errno.ENOSPC: disk_full,
    errno.EDQUOT: disk_full,
    errno.ENAMETOOLONG: too_long,
}


_OF_SCHEMA = b"malformed database schema"


_NO_CODE = 0


def code(error: BaseException) -> int:
    """Return SQLite's number of an error; 0 for one that Python's module has raised by itself."""
    return int(getattr(error, "sqlite_errorcode", _NO_CODE))


def is_locked(error: BaseException) -> bool:
    """Say whether an error of SQLite is about a lock that another program holds."""
    return isinstance(from_sqlite_error(error), LockedDatabase)


def from_os_error(error: OSError, undone: str = NOT_SAVED) -> StoreError:
    """Return what an error of the file system means for the data folder."""
    return _BY_ERRNO.get(error.errno or 0, unreadable)(undone)


def from_sqlite_error(error: BaseException, undone: str = NOT_SAVED) -> StoreError | None:
    """Return what an error of SQLite means for the desk, None for one that is a mistake of the program."""
    if isinstance(error, UnicodeDecodeError):
        # Python's module could not even read the message, which quotes what is damaged.
        return damaged(undone) if error.object.startswith(_OF_SCHEMA) else None
    original = getattr(error, "orig", error)
    found = code(original)
    if found == _NO_CODE:
        # Text that is not UTF-8 where text should be.
        return damaged(undone) if "Could not decode" in str(original) else None
    made = _BY_CODE.get(found) or _BY_CODE.get(found & 0xFF)
    if made is read_only and undone == NOT_READ:
        made = closed_to_reading
    return made(undone) if made else None

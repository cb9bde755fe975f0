"""SQLite's faults, told as what a clerk or an administrator can do about them."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable

from ipdesk.models.errors import DamagedDatabase, DiskFull, LockedDatabase, ReadOnlyFolder, StoreError


def locked() -> StoreError:
    """Return the fault of a database that another program holds."""
    return LockedDatabase("数据库正被另一个程序占用，没有保存。请关闭另一个窗口或等它做完，再试一次。")


def damaged() -> StoreError:
    """Return the fault of a file that is no database or is malformed."""
    return DamagedDatabase("数据库文件已损坏，或者不是本程序的，未作改动。请从备份恢复，或联系维护人员。")


def disk_full() -> StoreError:
    """Return the fault of a disk without room."""
    return DiskFull("磁盘已满，没有保存。请腾出空间后再试一次，已保存的内容不受影响。")


def read_only() -> StoreError:
    """Return the fault of a folder or file that cannot be written."""
    return ReadOnlyFolder("数据文件夹不能写入，没有保存。请检查文件夹权限，或换一个数据文件夹。")


def unreadable() -> StoreError:
    """Return the fault of a disk that fails to read or write."""
    return StoreError("读写数据文件时出错，没有保存。请检查磁盘或网络盘是否正常，再试一次。")


_BY_CODE: dict[int, Callable[[], StoreError]] = {
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
}


_BY_ERRNO: dict[int, Callable[[], StoreError]] = {
    errno.EACCES: read_only,
    errno.EPERM: read_only,
    errno.EROFS: read_only,
    errno.ENOTDIR: read_only,
    errno.EEXIST: read_only,
    errno.ENOSPC: disk_full,
    errno.EDQUOT: disk_full,
}


def told_of_files(error: OSError) -> StoreError:
    """Return what an error of the file system means for the data folder."""
    return _BY_ERRNO.get(error.errno or 0, unreadable)()


def told(error: BaseException) -> StoreError | None:
    """Return what an error of SQLite means for the desk, None for one that is a mistake of the program."""
    original = getattr(error, "orig", error)
    code = getattr(original, "sqlite_errorcode", None)
    if code is None:
        # Raised by the module itself, which knows no code: text that is not UTF-8 where text should be.
        return damaged() if "Could not decode" in str(original) else None
    made = _BY_CODE.get(code & 0xFF)
    return made() if made else None

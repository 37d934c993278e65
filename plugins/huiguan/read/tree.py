"""Walks the club's folder: every record, the settings and the vocabularies, as text with places; and what is out of place."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from huiguan.model.kind import GROUP, KINDS, MEMBER, ORGANIZATION, OVERLAY, Form, Kind
from huiguan.problem import HuiguanError, Place, Problem, Severity
from huiguan.read.folder import Entry, Findings, list_folder, shown_name
from huiguan.read.ident import is_id, is_vocabulary_name, nearest_id, nearest_vocabulary_name
from huiguan.read.record import ClubFolder, RawRecord
from huiguan.read.record_file import Candidate, id_problem, read_record, read_table, read_yaml_file
from huiguan.workers import ALONE, Workers

SETTINGS_FILE = "club.yml"
VOCABULARY_FOLDER = "vocabulary"
SYNONYMS_FILE = "synonyms.yml"
WHOLE_TABLE = ""
"""The id in `ClubFolder.broken` that stands for all records of a table whose file is broken."""

_YAML = (".yml", ".yaml")
_ENDINGS = {Form.MARKDOWN: (".md",), Form.YAML: _YAML, Form.TABLE: _YAML}
_ONE_NAME_SPACE = (MEMBER, ORGANIZATION, GROUP)
_SETTINGS_MISNAMED = ("club.yml.txt", "club.yaml.txt", "club.txt", "club.md", "club.json", "club.toml")


def read_club(root: Path, *, workers: Workers = ALONE) -> ClubFolder:
    """Reads the folder of a club; a folder without `club.yml` is read all the same. `workers` share the files.

    Raises:
        HuiguanError: There is no such folder.
    """
    return _Walk(root, workers).club()


def read_settings(root: Path) -> ClubFolder:
    """The same with nothing but `club.yml`, for those who ask for the club's name and language alone.

    Raises:
        HuiguanError: There is no such folder.
    """
    return _Walk(root, ALONE).settings()


class _Walk:
    """One walk through the folder; what it meets gathers in its lists."""

    def __init__(self, root: Path, workers: Workers) -> None:
        if not root.is_dir():
            raise HuiguanError(Problem(code="CLUB-FOLDER-MISSING", place=Place(file=SETTINGS_FILE), found=root.name))
        self._root = root
        self._workers = workers
        self._findings = Findings()
        self._records: list[RawRecord] = []
        self._broken: set[tuple[str, str]] = set()

    def club(self) -> ClubFolder:
        settings = self._read_settings()
        self._read_records([candidate for kind in KINDS for candidate in self._found_of(kind)])
        self._find_shared_ids()
        self._look_around()
        vocabulary = tuple(self._read_vocabularies())
        synonyms = self._read_synonyms()
        return ClubFolder(
            root=self._root,
            settings=settings,
            records=tuple(sorted(self._records, key=lambda record: record.file)),
            vocabulary=vocabulary,
            problems=tuple(self._findings.problems),
            broken=frozenset(self._broken),
            synonyms=synonyms,
        )

    def settings(self) -> ClubFolder:
        settings = self._read_settings()
        return ClubFolder(root=self._root, settings=settings, records=(), vocabulary=(), problems=tuple(self._findings.problems))

    # Records

    def _found_of(self, kind: Kind) -> Iterator[Candidate]:
        """The files of a kind under names that can be ids; a table is read at once."""
        if kind.form is Form.TABLE:
            self._read_table(kind)
            return
        first_of: dict[str, str] = {}
        for candidate in sorted(self._candidates(kind), key=lambda candidate: candidate.order):
            file = candidate.entry.file
            first = first_of.setdefault(candidate.name.casefold(), file)
            if first != file:
                details = (("first_file", first),)
                problem = Problem(code="ID-DUPLICATE", place=Place(file=file), found=candidate.name, details=details)
                self._findings.add(problem)
            elif not is_id(candidate.name):
                self._findings.add(id_problem(kind, shown_name(candidate.name), Place(file=shown_name(file))))
                self._broken.update((kind.name, name) for name in (candidate.name, nearest_id(candidate.name)) if name)
            else:
                yield candidate

    def _read_records(self, candidates: Sequence[Candidate]) -> None:
        read = self._workers.do([partial(_read, self._root, candidate) for candidate in candidates])
        for candidate, (record, problems) in zip(candidates, read, strict=True):
            self._findings.add(*problems)
            if record is None:
                self._broken.add((candidate.kind.name, candidate.name))
            else:
                self._records.append(record)

    def _candidates(self, kind: Kind) -> Iterator[Candidate]:
        endings = (*_ENDINGS[kind.form], ".json") if kind is OVERLAY else _ENDINGS[kind.form]
        for entry in self._list(kind.folder):
            if entry.is_folder:
                yield from self._in_own_folder(kind, entry, endings)
            elif entry.name.endswith(endings):
                yield Candidate(kind=kind, name=entry.name.rpartition(".")[0], entry=entry)
            else:
                stem = nearest_id(entry.name.partition(".")[0]) or f"{kind.name}-1"
                self._findings.unexpected(entry.file, f"{kind.folder}/{stem}{endings[0]}")

    def _in_own_folder(self, kind: Kind, folder: Entry, endings: tuple[str, ...]) -> Iterator[Candidate]:
        inside = self._list(folder.file)
        index_names = {f"index{ending}" for ending in endings}
        indexes = [entry for entry in inside if not entry.is_folder and entry.name in index_names]
        for index in indexes:
            yield Candidate(kind=kind, name=folder.name, entry=index, folder=folder.file)
        if inside and not indexes:
            self._broken.add((kind.name, folder.name))
            place, wanted = Place(file=shown_name(folder.file)), f"{folder.file}/index{endings[0]}"
            found = next((entry.name for entry in inside if entry.name.lower().endswith(endings)), inside[0].name)
            self._findings.add(Problem(code="INDEX-MISSING", place=place, found=shown_name(found), wanted=(shown_name(wanted),)))

    def _read_table(self, kind: Kind) -> None:
        parent, _, name = kind.folder.rpartition("/")
        entry = self._one_of(parent, name)
        if entry is None:
            return
        records = read_table(kind, entry, self._findings, self._broken)
        if records is None:
            self._broken.add((kind.name, WHOLE_TABLE))
        else:
            self._records += records

    def _find_shared_ids(self) -> None:
        """Members, organizations and groups are named by their id alone, so that no two of them may share one."""
        order = {kind.name: number for number, kind in enumerate(_ONE_NAME_SPACE)}
        first_of: dict[str, str] = {}
        shared = [record for record in self._records if record.kind in order]
        for record in sorted(shared, key=lambda record: (order[record.kind], record.file)):
            first = first_of.setdefault(record.id, record.file)
            if first != record.file:
                details, place = (("first_file", first),), Place(file=record.file)
                self._findings.add(Problem(code="ID-SHARED", place=place, found=record.id, details=details))

    # What is not a record

    def _read_settings(self) -> RawRecord | None:
        entry = self._one_of("", SETTINGS_FILE)
        if entry is not None:
            return read_yaml_file("club", "club", entry, self._findings)
        if not (self._root / SETTINGS_FILE).is_symlink():  # reported already
            self._findings.add(self._settings_missing())
        return None

    def _settings_missing(self) -> Problem:
        place = Place(file=SETTINGS_FILE)
        for entry in self._list(""):
            if not entry.is_folder and (entry.name.lower() in _SETTINGS_MISNAMED or _is_settings(entry.name.lower())):
                return Problem(code="CLUB-MISNAMED", place=place, found=entry.name, wanted=(SETTINGS_FILE,))
        near = ["..", *(entry.file for entry in self._list("") if entry.is_folder)]
        found = next((folder for folder in near if (self._root / folder / SETTINGS_FILE).is_file()), None)
        if found:
            return Problem(code="CLUB-ELSEWHERE", place=place, found=f"{found}/{SETTINGS_FILE}")
        return Problem(code="CLUB-MISSING", place=place, wanted=(SETTINGS_FILE,))

    def _read_vocabularies(self) -> Iterator[RawRecord]:
        for entry in self._list(VOCABULARY_FOLDER):
            name, _, _ = entry.name.rpartition(".")
            if not entry.is_folder and _yml(entry.name) == SYNONYMS_FILE:
                continue  # no list of terms
            if entry.is_folder or not entry.name.endswith(_YAML):
                self._findings.unexpected(entry.file, f"{VOCABULARY_FOLDER}/platforms.yml")
            elif not is_vocabulary_name(name):
                wanted = nearest_vocabulary_name(name) or "platforms"
                place = Place(file=shown_name(entry.file))
                self._findings.add(Problem(code="VOCABULARY-NAME", place=place, found=shown_name(name), wanted=(wanted,)))
            else:
                record = read_yaml_file("vocabulary", name, entry, self._findings)
                if record is None:
                    self._broken.add(("vocabulary", name))
                else:
                    yield record

    def _read_synonyms(self) -> RawRecord | None:
        entry = self._one_of(VOCABULARY_FOLDER, SYNONYMS_FILE)
        return read_yaml_file("synonyms", "synonyms", entry, self._findings) if entry else None

    def _look_around(self) -> None:
        """Reports what lies beside the folders of the kinds and belongs to none."""
        known = [kind.folder for kind in KINDS]
        for parent in sorted({folder.rpartition("/")[0] for folder in known} - {""}):
            children = [folder for folder in known if folder.startswith(f"{parent}/")]
            for entry in self._list(parent):
                if entry.is_folder and entry.file not in children:
                    self._unknown_folder(entry.file, children)
                elif not entry.is_folder and _yml(entry.file) not in children:
                    self._findings.unexpected(entry.file, *children)
        tops = sorted({folder.partition("/")[0] for folder in known} | {VOCABULARY_FOLDER})
        for entry in self._list(""):
            # Much else may lie in the root; but on Windows and macOS Events/ passes for events/.
            if entry.is_folder and entry.name not in tops and entry.name.casefold() in tops:
                self._unknown_folder(entry.file, [entry.name.casefold()])

    def _unknown_folder(self, file: str, known: Sequence[str]) -> None:
        nearest = get_close_matches(file, known, n=1, cutoff=0.6)
        wanted = tuple(dict.fromkeys([*nearest, *known]))
        place = Place(file=shown_name(file))
        problem = Problem(code="FOLDER-UNKNOWN", severity=Severity.WARNING, place=place, found=shown_name(file), wanted=wanted)
        self._findings.add(problem)

    # Ways to look

    def _list(self, folder: str) -> tuple[Entry, ...]:
        listing = list_folder(self._root, folder)
        self._findings.add(*listing.problems)
        return listing.entries

    def _one_of(self, folder: str, name: str) -> Entry | None:
        """The file `name` of the folder, its ending spelt either way; a second one is out of place."""
        found = [entry for entry in self._list(folder) if not entry.is_folder and _yml(entry.name) == name]
        found.sort(key=lambda entry: entry.name != name)
        for other in found[1:]:
            self._findings.unexpected(other.file, found[0].file)
        return found[0] if found else None


def _read(root: Path, candidate: Candidate) -> tuple[RawRecord | None, tuple[Problem, ...]]:
    """The record in a file, or None where it is broken, and what was found on the way."""
    findings = Findings()
    record = read_record(root, candidate, findings)
    return record, tuple(findings.problems)


def _yml(file: str) -> str:
    return file.removesuffix(".yaml") + ".yml" if file.endswith(".yaml") else file


def _is_settings(name: str) -> bool:
    return _yml(name) == SETTINGS_FILE

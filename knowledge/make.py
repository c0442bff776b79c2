#!/usr/bin/env python3
"""Make heads.tsv from weekly Factbook snapshots, and check countries.tsv against a list of codes.

  make.py heads FACTBOOK_HOLDERS.tsv COUNTRY-CODES.csv > heads.tsv
  make.py check COUNTRY-CODES.csv
  make.py members FACTBOOK_ORGS.tsv COUNTRY-CODES.csv

FACTBOOK_HOLDERS has `gec country office text since first_seen last_seen`, one line a holder as the CIA World Factbook
(public domain) wrote it, FACTBOOK_ORGS `gec country org first_seen last_seen`; COUNTRY-CODES is datasets/country-codes (PDDL). Names keep the Factbook's spelling, surnames
(in capitals there) are set in title case. Deputies other than vice presidents are left out.
"""
import csv
import datetime
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
TITLES = re.compile(
    r'^(?:Interim |Acting |Caretaker |Transition(?:al)? )?'
    r'(President|Prime Minister|Chancellor|Premier|Federal Chancellor|King|Queen|Emperor|Sultan|Amir|Emir|Prince|Grand Duke'
    r'|Taoiseach|Pope|Supreme Leader|Vice President|Chief Executive|State Counsellor|Crown Prince)\b'
    r'(?: and (?:Prime Minister|Minister of [\w ]+))?(?: of the (?:Swiss )?[A-Z]\w+)?')
LEADING = re.compile(r'^(?:Gen\.|Lt\. Gen\.|Dr\.|Sir|Marshal|General|Field Marshal|Brig\. Gen\.|Brig\. \(Ret\.\)|Col\.|Ayatollah|Ali )\s+')
SUFFIX = re.compile(r',? (?:Jr\.|Sr\.)$')


# What stands between a title and the name: "President of the Republic of …", "Prime Minister and Vice President …".
BETWEEN = re.compile(
    r'^(?:(?:of|or|Republic|Territorial|Council|Ministers|Prime|Minister|Vice|President|China|Australia|Afghanistan)\s+)+')
# Years that the Factbook has wrong, by country code and surname: as written there, as it was.
ERRATA = {
    ('GR', 'tasoulas', '2020-03-13'): '2025-03-13',
    ('MN', 'zandanshatar', '2021-01-27'): '2025-06-13',
    ('RO', 'bolojan', '2005-06-23'): '2025-06-23',
}


def title_case(word):
    small = {'DE', 'DA', 'DOS', 'VAN', 'VON', 'DER', 'DEL', 'BIN', 'AL'}
    if word.upper() != word or len(word) < 2 or re.fullmatch(r'[IVX]+', word):
        return word
    if word in small:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)


def parse(text):
    """`President Joseph R. BIDEN Jr. (Democrat)` -> (title, name) or None."""
    match = TITLES.match(text)
    if not match:
        return None
    name = re.sub(r'\(.*?\)|,.*|;.*', '', text[match.end():]).strip()
    name = SUFFIX.sub('', LEADING.sub('', name)).strip()
    name = re.sub(r'(?<=\w )(?:[A-Z]\.|[A-Z][a-z]+(?:vich|vna)) (?=[A-Z])', '', name)
    name = BETWEEN.sub('', name)
    if not re.search(r"[A-ZÀ-Þ]{2,}", name) or len(name.split()) > 6 or re.search(r'\b(is|and|was|the)\b', name):
        return None
    first, *rest = name.split()
    return match.group(1), ' '.join([first.capitalize() if len(first) == 2 else title_case(first), *map(title_case, rest)])


def iso(text):
    for form in ('%d %B %Y', '%B %Y', '%Y'):
        try:
            day = datetime.datetime.strptime(text.strip(), form).date()
            return {'%d %B %Y': day.isoformat(), '%B %Y': day.isoformat()[:7], '%Y': day.isoformat()[:4]}[form]
        except ValueError:
            pass
    return ''


def heads(holders, codes):
    to_iso = {r['FIPS'].strip(): r['ISO3166-1-Alpha-2'] for r in csv.DictReader(open(codes, encoding='utf-8'))}
    seen = {}
    for row in csv.DictReader(open(holders, encoding='utf-8'), delimiter='\t'):
        parsed, code = parse(row['text']), to_iso.get(row['gec'].upper())
        if not parsed or not code or row['office'] not in ('chief of state', 'head of government'):
            continue
        title, name = parsed
        since = iso(row['since']) or row['first_seen']
        since = ERRATA.get((code, name.split()[-1].lower(), since), since)
        terms = seen.setdefault((code, title, name.split()[-1].lower()), [])
        if terms and since <= terms[-1][2]:
            first, start, end = terms.pop()
            terms.append((first, min(start, since), max(end, row['last_seen'])))
        else:
            terms.append((name, since, row['last_seen']))
    print('# Heads of state and government: ISO code, title, name as the Factbook spells it, in office from, last seen in office.')
    print('# Source: CIA World Factbook, weekly snapshots 2015-10 to 2026-01 (public domain). Made by make.py; a name last seen in')
    print('# 2026-01 may still hold the office.')
    print('code\ttitle\tname\tfrom\tseen')
    rows = [(code, since, title, name, until) for (code, title, _), terms in seen.items() for name, since, until in terms]
    for code, since, title, name, until in sorted(rows):
        print(code, title, name, since, until, sep='\t')


def check(codes):
    known = {r['ISO3166-1-Alpha-2']: r for r in csv.DictReader(open(codes, encoding='utf-8'))}
    former = {'SU', 'YU', 'DD', 'CS', 'XK'}
    lines = [l.rstrip('\n').split('\t') for l in open(HERE / 'countries.tsv', encoding='utf-8') if not l.startswith('#')]
    bad = 0
    for code, name, *rest in lines[1:]:
        if code in former:
            continue
        row = known.get(code)
        capital = row['Capital'].strip() if row else ''
        seats = rest[3].split(';')
        if not row or (capital and rest[3] and capital not in seats):
            bad += 1
            print(f'{code} {name}: capital {capital!r} is not among {seats}', file=sys.stderr)
    missing = [c for c, r in known.items() if r['is_independent'] == 'Yes' and c not in {l[0] for l in lines}]
    print(f'{len(lines) - 1} countries, {bad} capitals to look at, missing: {missing}')


# Bodies of memberships.tsv under their names in the Factbook, and where that is known to be wrong.
FACTBOOK_NAMES = {
    'European Union': 'EU', 'NATO': 'NATO', 'G7': 'G-7', 'G20': 'G-20', 'BRICS': 'BRICS', 'ASEAN': 'ASEAN', 'ECOWAS': 'ECOWAS',
    'Council of Europe': 'CE', 'European Free Trade Association': 'EFTA', 'Benelux': 'Benelux', 'OPEC': 'OPEC',
    'Gulf Cooperation Council': 'GCC', 'East African Community': 'EAC', 'Eurasian Economic Union': 'EAEU',
    'Collective Security Treaty Organization': 'CSTO', 'Shanghai Cooperation Organization': 'SCO',
}


def members(orgs, codes):
    """Lists on standard error where memberships.tsv and the last snapshot differ."""
    to_iso = {r['FIPS'].strip(): r['ISO3166-1-Alpha-2'] for r in csv.DictReader(open(codes, encoding='utf-8'))}
    listed = {}
    for row in csv.DictReader(open(orgs, encoding='utf-8'), delimiter='\t'):
        if row['last_seen'] >= '2025-12':
            listed.setdefault(row['org'], set()).add(to_iso.get(row['gec'].upper(), row['country']))
    lines = [l.rstrip('\n').split('\t') for l in open(HERE / 'memberships.tsv', encoding='utf-8') if not l.startswith('#')]
    open_rows = [line for line in lines[1:] if len(line) < 5 or not line[4]]
    for body, name in FACTBOOK_NAMES.items():
        ours, theirs = {l[1] for l in open_rows if l[0] == body}, listed.get(name, set())
        if ours != theirs:
            print(f'{body}: ours alone {sorted(ours - theirs)}, the Factbook alone {sorted(theirs - ours)}', file=sys.stderr)
    print(f'{len(FACTBOOK_NAMES)} bodies compared')


if __name__ == '__main__':
    {'heads': heads, 'check': check, 'members': members}[sys.argv[1]](*sys.argv[2:])

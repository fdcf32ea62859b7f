#!/usr/bin/env python3
"""tables.py rows LIST: the tables that somebody would have typed of the papers drawn for the seeds in LIST.
tables.py tables LIST: what was read of them, by class, as Markdown."""
import collections, csv, json, math, os, random, shutil, sys

SEEDS = open(sys.argv[2]).read().split()
TRUTH = []
for seed in SEEDS:
    for row in csv.DictReader(open('drawn/%s/truth.tsv' % seed, encoding='utf-8'), delimiter='\t'):
        row['seed'], row['own'] = seed, row['file']
        row['file'] = 's%s-%s' % (seed, row['file'])
        row['number'] = 's%s-%s' % (seed, row['own'][:4])
        TRUTH.append(row)
RECEIPTS = [t for t in TRUTH if t['kind'] == 'receipt']


def code_of(k):
    """the kth institution code of Hokkaido: nine digits and the check digit (docs/field.md)"""
    digits = '01191%04d' % (1001 + k)
    total = 0
    for i, d in enumerate(digits):
        n = int(d) * (1 if i % 2 else 2)
        total += n if n < 10 else n - 9
    return digits + str((10 - total % 10) % 10)


def mistyped(amount, net, r):
    """one of the ways in which people mistype an amount"""
    text = str(amount)
    for way in r.sample(['transposed', 'figure', 'zero', 'net'], 4):
        if way == 'transposed':
            at = [i for i in range(len(text) - 1) if text[i] != text[i + 1] and not (i == 0 and text[1] == '0')]
            if at:
                i = r.choice(at)
                return way, int(text[:i] + text[i + 1] + text[i] + text[i + 2:])
        elif way == 'figure':
            i = r.randrange(len(text))
            return way, int(text[:i] + r.choice([c for c in '123456789' if c != text[i]]) + text[i + 1:])
        elif way == 'zero':
            return way, amount * 10
        elif net != amount:
            return way, net


def rows():
    names = sorted({t['addressee'] for t in TRUTH if t['addressee']})
    code = {n: code_of(i) for i, n in enumerate(names)}
    os.makedirs('scans', exist_ok=True)
    with open('facilities.csv', 'w', encoding='utf-8') as f:
        f.write('医療機関コード,名称,種別\n')
        for n in names:
            f.write('%s,%s,診療所\n' % (code[n], n))
    r = random.Random(11)
    head = '医療機関コード,領収書番号,発行者,発行日,領収金額,登録番号'
    with open('receipts.csv', 'w', encoding='utf-8') as plain, open('named.csv', 'w', encoding='utf-8') as named, \
            open('mistyped.csv', 'w', encoding='utf-8') as wrong:
        plain.write(head + '\n')
        named.write(head + ',画像ファイル名\n')
        wrong.write(head + ',画像ファイル名\n')
        for t in TRUTH:
            if not os.path.exists('scans/' + t['file']):
                shutil.copy('drawn/%s/%s' % (t['seed'], t['own']), 'scans/' + t['file'])
        for t in RECEIPTS:
            start = '%s,%s,%s,%s,' % (code[t['addressee']] if t['addressee'] else code[names[0]], t['number'], t['issuer'], t['date'])
            plain.write(start + '%s,%s\n' % (t['total'], t['t']))
            named.write(start + '%s,%s,%s\n' % (t['total'], t['t'], t['file']))
            way, amount = mistyped(int(t['total']), int(t['pretax']), r)
            wrong.write(start + '%d,%s,%s\n' % (amount, t['t'], t['file']))
    with open('purchases.csv', 'w', encoding='utf-8') as f:
        f.write('医療機関コード,領収書番号,事業区分,品目区分,摘要,金額\n')
        for t in RECEIPTS:
            f.write('%s,%s,訪問診療等,モバイル端末,端末,%s\n' % (code[t['addressee']] if t['addressee'] else code[names[0]], t['number'], t['total']))


def interval(k, n):
    """the 95 % interval of a share (Wilson), in per cent"""
    if not n:
        return ''
    z, p = 1.96, k / n
    d = 1 + z * z / n
    c, e = p + z * z / 2 / n, z * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return '%.1f–%.1f %%' % (100 * max(0, (c - e) / d), 100 * (c + e) / d)


def share(k, n):
    return '%d %%' % round(100 * k / n) if n else '–'


def findings(name):
    out = collections.Counter()
    papers = collections.defaultdict(set)
    for line in open(name, encoding='utf-8'):
        for f in json.loads(line).get('findings', []):
            if f['id'] in ('C260', 'C261', 'W360', 'W361', 'W362'):
                papers[f['id']].add(f['subject'])
    for k, v in papers.items():
        out[k] = len(v)
    return out


FIELDS = [('total', 'total', lambda t: int(t['total'])), ('date', 'date', lambda t: t['date']),
          ('registration_number', 't', lambda t: t['t']), ('kind', 'kind', lambda t: t['kind'])]


def tables():
    read = {}
    for p in json.load(open('read.json', encoding='utf-8'))['papers']:
        for name in p['names']:
            read[name] = p
    groups = collections.defaultdict(collections.Counter)
    wrong = []
    for t in TRUTH:
        p = read.get(t['file'])
        for g in ('**all**', 'damage: ' + t['degrade'], 'layout: ' + t['layout']):
            c = groups[g]
            c['n'] += 1
            if not p or not p['read']:
                c['unread'] += 1
                continue
            for field, _, truth in FIELDS:
                if field == 'registration_number' and not t['t']:
                    continue
                c[field + ' n'] += 1
                said = p[field]
                if not said:
                    continue
                same = said['value'] == truth(t)
                c[field + ' right'] += same
                c[field + ' sure'] += said['sure']
                c[field + ' wrong'] += said['sure'] and not same
                if said['sure'] and not same and g == '**all**':
                    wrong.append('%s %s: %s for %s' % (t['file'], field, said['value'], truth(t)))
            if p['kind'] and p['kind']['sure']:
                other = p['kind']['value'] in ('quote', 'bill', 'delivery', 'transfer')
                c['caught'] += t['kind'] != 'receipt' and other
                c['accused'] += t['kind'] == 'receipt' and other
            c['traps'] += t['kind'] != 'receipt'
            c['receipts'] += t['kind'] == 'receipt'
    print('| class | papers | total right | sure (wrong) | date right | sure (wrong) | number right | sure (wrong) | kind right | other kinds seen | receipts accused |')
    print('|---|---|---|---|---|---|---|---|---|---|---|')
    for g in sorted(groups, key=lambda g: (g != '**all**', g)):
        c = groups[g]
        cells = [g, str(c['n'])]
        for field, _, _ in FIELDS[:3]:
            n = c[field + ' n']
            cells += [share(c[field + ' right'], n), '%s (%d/%d)' % (share(c[field + ' sure'], n), c[field + ' wrong'], c[field + ' sure'])]
        cells += [share(c['kind right'], c['kind n']), '%d/%d' % (c['caught'], c['traps']), '%d/%d' % (c['accused'], c['receipts'])]
        print('| ' + ' | '.join(cells) + ' |')
    c = groups['**all**']
    print()
    for field, _, _ in FIELDS:
        print('- %s, wrong where sure: %d of %d (95 %% interval %s)' % (field.replace('_', ' '), c[field + ' wrong'], c[field + ' sure'],
                                                                      interval(c[field + ' wrong'], c[field + ' sure'])))
    for w in wrong:
        print('  - ' + w)
    scans = json.load(open('list.json', encoding='utf-8'))['scans']
    number = {t['file']: t['number'] for t in RECEIPTS}
    right = sum(1 for s in scans if s.get('match') and s['match']['number'] == number.get(s['name']))
    false = [s for s in scans if s.get('match') and s['match']['number'] != number.get(s['name'])]
    print('- loose scans of receipts: %d of %d (%s) find their row among %d; wrong: %d; %d other papers, of which %d are given a row'
          % (right, len(number), share(right, len(number)), len(RECEIPTS), sum(1 for s in false if s['name'] in number), len(TRUTH) - len(number),
             sum(1 for s in false if s['name'] not in number)))
    ok, bad = findings('right.jsonl'), findings('mistyped.jsonl')
    print('- tables typed right, %d receipts: ' % len(RECEIPTS) + ', '.join('%s %d' % (k, ok[k]) for k in ('C260', 'C261', 'W360', 'W361', 'W362')))
    print('- every amount mistyped (figures transposed, one figure, a zero, the amount before tax): C260 finds %d of %d (%s)'
          % (bad['C260'], len(RECEIPTS), share(bad['C260'], len(RECEIPTS))))
    if os.path.exists('time.txt'):
        about = dict(l.strip().split(': ', 1) for l in open('time.txt') if ': ' in l)
        cpu = float(about['User time (seconds)']) + float(about['System time (seconds)'])
        if cpu > 5:
            print('- %.2f s of CPU a page (mean of %d), at most %d MB resident' % (cpu / len(TRUTH), len(TRUTH), int(about['Maximum resident set size (kbytes)']) // 1024))


{'rows': rows, 'tables': tables}[sys.argv[1]]()

# SPDX-License-Identifier: BSL-1.0
# Copyright (c) 2026 the surety authors
"""The table and the picture of a run."""

import datetime
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
LEVELS = ('-O0', '-O2')
TITLES = {'surety': 'surety', 'includes': 'What an include costs', 'peers': 'Beside it: include and use once'}


def ratio(compiler, unit, level, units):
    base = next(u for u in units if u.name == unit.base)
    if not compiler.has(unit, level) or not compiler.has(base, level):
        return None
    return compiler.cost(unit, level) / compiler.cost(base, level)


def figure(number):
    if number is None:
        return '–'
    return f'{number:.2f}' if number < 10 else f'{number:.1f}'


def label(unit):
    source = unit.source.replace('<', '`<').replace('>', '>`')
    if not unit.says:
        return source
    return f'{source}: {unit.says}' if unit.source.startswith('<') else unit.says


def verdict(unit, found):
    """How a budget stands: the worst of the compilers counts."""
    found = [x for x in found if x is not None]
    if not unit.must or not found:
        return ''
    worst = max(found)
    return '**missed**' if worst > unit.must else 'met' if worst > unit.reach else 'reached'


def table(measured, units):
    lines = []
    for group, title in TITLES.items():
        columns = [(c, level) for c in measured for level in LEVELS]
        heads = [title] + [f'{c.name} {level}' for c, level in columns] + ['MiB']
        heads += ['must', 'reach', ''] if group == 'surety' else []
        lines += ['', '| ' + ' | '.join(heads) + ' |',
                  '|---|' + '--:|' * (len(columns) + 1) + ('--:|--:|---|' if group == 'surety' else '')]
        for unit in units:
            if unit.group != group or not any(unit.source in u.source for u in units):
                continue
            found = {(c, level): ratio(c, unit, level, units) for c, level in columns}
            if all(x is None for x in found.values()):
                continue  # a peer that this machine lacks
            peak = max(c.peak(unit, level) for c, level in columns if c.has(unit, level))
            against = '' if unit.base == 'sv' else f' ÷ {unit.base}'
            cells = [label(unit) + against] + [figure(x) for x in found.values()] + [f'{peak:.0f}']
            if group == 'surety':
                held = [x for (_, level), x in found.items() if level in unit.levels]
                cells += [f'{unit.must:g}' if unit.must else '', f'{unit.reach:g}' if unit.reach else '',
                          verdict(unit, held)]
            lines.append('| ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines[1:])


def machine():
    name = 'unknown processor'
    for line in pathlib.Path('/proc/cpuinfo').read_text().splitlines():
        if line.startswith('model name'):
            name = line.split(':', 1)[1].strip()
            break
    return f'{name}, {os.cpu_count()} cores'


def version(compiler):
    said = subprocess.run(compiler.command + ['--version'], capture_output=True, text=True)
    return said.stdout.splitlines()[0]


def seconds_of_sv(measured, units):
    sv = next(u for u in units if u.name == 'sv')
    said = [f'{c.name} {level} {c.cost(sv, level):.2f} s' for c in measured for level in LEVELS]
    return ', '.join(said)


def picture(compiler, level, units):
    """Bars on one scale: each unit of ours, then its peers; marks where the budgets are."""
    rows = [u for u in units if u.group in ('surety', 'peers') and u.base in ('sv',)
            and ratio(compiler, u, level, units) is not None]
    rows.append(next(u for u in units if u.name == 'x3'))
    rows.sort(key=lambda u: ratio(compiler, u, level, units))
    width, left, bar, top = 760, 330, 20, 46
    most = max(ratio(compiler, u, level, units) for u in rows)
    scale = (width - left - 60) / most
    height = top + len(rows) * (bar + 6) + 34
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
           f'font-family="sans-serif" font-size="13">',
           f'<rect width="{width}" height="{height}" fill="white"/>',
           f'<text x="12" y="24" font-size="15">Seconds of the compiler ÷ those of &lt;string&gt; and '
           f'&lt;vector&gt; ({compiler.name} {level})</text>']
    step = next(s for s in (1, 2, 5, 10, 20) if most / s <= 8)
    for mark in range(0, int(most) + 1, step):
        x = left + mark * scale
        out.append(f'<line x1="{x:.1f}" y1="{top - 8}" x2="{x:.1f}" y2="{height - 26}" stroke="#ddd"/>')
        out.append(f'<text x="{x:.1f}" y="{height - 10}" text-anchor="middle" fill="#555">{mark}</text>')
    for i, unit in enumerate(rows):
        y = top + i * (bar + 6)
        found = ratio(compiler, unit, level, units)
        ours = unit.group == 'surety'
        text = label(unit) if not unit.source.startswith('<') else unit.source
        text = text.replace('`', '').replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
        out.append(f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{text}</text>')
        out.append(f'<rect x="{left}" y="{y}" width="{max(found * scale, 1):.1f}" height="{bar}" '
                   f'fill="{"#2b6cb0" if ours else "#a0aec0"}"/>')
        out.append(f'<text x="{left + found * scale + 6:.1f}" y="{y + 15}">{figure(found)}</text>')
        if unit.must and level in unit.levels:
            x = left + unit.must * scale
            out.append(f'<line x1="{x:.1f}" y1="{y - 2}" x2="{x:.1f}" y2="{y + bar + 2}" '
                       'stroke="#c53030" stroke-width="2"/>')
    out.append('</svg>')
    return '\n'.join(out) + '\n'


def write(measured, units, times):
    """Puts the table into README.md, between its marks, and writes the picture."""
    readme = HERE / 'README.md'
    before, _, rest = readme.read_text().partition('<!-- measured -->\n')
    _, _, after = rest.partition('<!-- /measured -->')
    text = '\n'.join([
        '<!-- measured -->',
        f'{datetime.date.today()}, {machine()}; ' + '; '.join(version(c) for c in measured)
        + f'. Medians of {times}. `<string>` and `<vector>`: {seconds_of_sv(measured, units)}.',
        '',
        table(measured, units),
        '<!-- /measured -->'])
    readme.write_text(before + text + after)
    (HERE / 'picture.svg').write_text(picture(measured[0], '-O2', units))
    print(table(measured, units))

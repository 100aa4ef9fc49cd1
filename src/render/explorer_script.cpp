// What the report page does where scripts run. It shows data that Explorer has made, and concludes
// nothing.

#include "render/explorer.hpp"
#include "text/sha256.hpp"

namespace valla::render {

namespace {

constexpr std::string_view script = R"js(
'use strict';
(() => {
const at = id => document.getElementById(id);
const holder = at('case-data');
if (!holder) return;
const data = JSON.parse(holder.textContent);
const words = data.words;
const most = 200;
const say = (text, ...values) => text.replace(/\{(\d)\}/g, (place, n) => values[n]);
const counted = (text, n) => {
  const forms = text.split('|');
  const form = { one: 0, few: 1 }[new Intl.PluralRules(data.language).select(n)];
  return say(forms[Math.min(form ?? forms.length - 1, forms.length - 1)], n);
};
const add = (parent, name, text) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return parent.appendChild(made);
};
const shown = each => each.length > 1 ? each[1] + ' (' + each[0] + ')' : each[0];
const option = (list, value, text) => { add(list, 'option', text).value = value; };
const pages = new Map();
(holder.dataset.pages ?? '').split(' ').forEach((text, i, all) => { if (i % 2) pages.set(all[i - 1], text); });
const pageOf = card => pages.get(card.slice(0, card.lastIndexOf('-') + 1)) ?? '';
const statement = (parent, row) => {
  const [text, , card] = data.statements[row];
  if (!card) return parent.append(text);
  add(parent, 'a', text).href = pageOf(card) + '#' + card;
};

const places = new Map(data.statements.map(([, , card], row) => {
  const line = card && at(card);
  return [row, line ? [line] : []];
}));
for (const place of document.querySelectorAll('[data-s]')) places.get(Number(place.dataset.s)).push(place);
const mark = (rows, kind) => {
  for (const row of rows) for (const place of places.get(row) ?? []) {
    place.className = kind;
    place.dataset.mark = words['mark-' + kind];
  }
};

const list = (parent, level, title, rows, fill) => {
  if (!rows || !rows.length) return;
  add(parent, level, title + ' (' + rows.length + ')');
  const items = add(parent, 'ul');
  for (const row of rows) fill(add(items, 'li'), row);
};
const change = (item, [row, after, before]) => {
  statement(item, row);
  const was = data.standings[before ?? data.statements[row][1]];
  item.append(say(words.change, '', was, data.standings[after]));
};
const loss = (parent, level, each) => {
  list(parent, level, words.falls, each.falls, change);
  list(parent, level, words.rises, each.rises, change);
  list(parent, level, words.leans, each.leans, statement);
  list(parent, level, words.inferences, each.inferences, (item, [id, by, before, after]) => {
    item.textContent = say(words.change, by ? say(words.by, id, by) : id, before, after);
  });
  list(parent, level, words.bounds, each.bounds, (item, row) => {
    item.textContent = say(words.change, ...row);
  });
  list(parent, level, words.clashes, each.clashes, (item, texts) => {
    item.textContent = texts.join('; ');
  });
  if (each.more) add(parent, 'p', words.more);
};

const without = at('without');
const name = each => each.label ? each.label + ' (' + each.id + ')' : each.id;
const prefix = '#without=';
const leaveOut = id => {
  for (const list of places.values()) for (const place of list) {
    place.removeAttribute('class');
    delete place.dataset.mark;
  }
  const answer = at('without-answer');
  answer.replaceChildren();
  const each = data.without.find(each => each.id === id);
  without.value = each ? id : '';
  if (!each) { at('without-said').textContent = words.all; return; }
  if (each.unanswered) { at('without-said').textContent = say(words.unanswered, name(each)); return; }
  loss(answer, 'h3', each);
  if (each.hedged) {
    add(answer, 'h3', words.hedged);
    loss(answer, 'h4', each.hedged);
  }
  const title = answer.childElementCount ? words.without : words.unchanged;
  at('without-said').textContent = say(title, name(each));
  mark(each.leans ?? [], 'leans');
  mark((each.rises ?? []).map(row => row[0]), 'rises');
  mark((each.falls ?? []).map(row => row[0]), 'falls');
};
const follow = () => {
  if (location.hash.startsWith(prefix)) leaveOut(decodeURIComponent(location.hash.slice(prefix.length)));
};
if (data.without) {
  option(without, '', words.nothing);
  for (const each of data.without) option(without, each.id, name(each));
  without.addEventListener('change', () => {
    leaveOut(without.value);
    const id = encodeURIComponent(without.value);
    history.replaceState(null, '', without.value ? prefix + id : '#what-if');
  });
  addEventListener('hashchange', follow);
  leaveOut('');
  at('what-if-answers').hidden = false;
}

const search = at('search');
const fields = ['person', 'teller', 'standing'].map(id => at('find-' + id));
[data.people, data.tellers, data.standings.map(text => [text])].forEach((rows, i) => {
  option(fields[i], '', words.any);
  rows.map((row, n) => [shown(row), n]).sort((a, b) => a[0].localeCompare(b[0], data.language))
    .forEach(([text, n]) => option(fields[i], n, text));
});
const day = (text, end) => {
  const parts = /^(-?\d{1,6})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(text.trim());
  if (!parts) return null;
  const part = n => parts[n] === undefined ? (end ? 99 : 0) : Number(parts[n]);
  return Number(parts[1]) * 10000 + part(2) * 100 + part(3);
};
const find = () => {
  const [person, teller, standing] = fields.map(field => field.value);
  const asked = at('find-words').value.trim().toLocaleLowerCase();
  const from = day(at('find-from').value, false);
  const until = day(at('find-until').value, true);
  const found = [];
  data.statements.forEach(([text, stands, , people, tellers, first, last], row) => {
    if (asked && !text.toLocaleLowerCase().includes(asked)) return;
    if (person && !people.includes(Number(person))) return;
    if (teller && !tellers.includes(Number(teller))) return;
    if (standing && stands !== Number(standing)) return;
    if ((from !== null || until !== null) && first === null && last === null) return;
    if (from !== null && last !== null && last < from) return;
    if (until !== null && first !== null && first > until) return;
    found.push(row);
  });
  const any = asked || person || teller || standing || from !== null || until !== null;
  const items = at('found');
  items.replaceChildren();
  if (any) for (const row of found.slice(0, most)) {
    const item = add(items, 'li');
    statement(item, row);
    add(item, 'span', ' ' + data.standings[data.statements[row][1]]).className = 'ground';
  }
  let told = counted(words.found, found.length);
  if (any && found.length > most) told += '. ' + say(words.first, most);
  at('found-said').textContent = told;
};
search.addEventListener('input', find);
search.addEventListener('submit', event => event.preventDefault());
search.addEventListener('reset', () => setTimeout(find));
find();
for (const place of document.querySelectorAll('[data-script]')) place.hidden = false;
follow();
})();
)js";

}  // namespace

std::string_view explorer_script() { return script; }

std::string explorer_policy() { return text::policy_hash(script); }

}  // namespace valla::render

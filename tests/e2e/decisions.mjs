// Synthetic people and the papers a court writes about them, as the staff interface takes them.
// Persons are born in 1900, so no number is anybody's living.

// Today in Beijing, moved by days.
export function day(offset = 0) {
  return new Date(Date.now() + 8 * 3600_000 + offset * 86_400_000).toISOString().slice(0, 10);
}
const year = day().slice(0, 4);

function citizenNumber(n) {
  const digits = `36110219001231${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

// The n-th of at most 999 people, born on a day on which nobody of a small demo is.
export function person(n) {
  const han = '一二三四五六七八九';
  return {
    kind: 'person',
    name: `试${[...String(n)].map((digit) => (digit === '0' ? '零' : han[digit - 1])).join('')}`,
    documents: [{type: 'citizen_id', number: citizenNumber(n)}],
  };
}

const caseNo = (n) => `（${year}）赣1102执${9000 + n}号`;
const paper = (n, which) => ({no: `${caseNo(n)}之${which}`, signed_on: day()});
const about = (n, kind, rest) => ({kind, subject: person(n), case: {no: caseNo(n)}, ...rest});

export function list(n, more = {}) {
  return about(n, 'list', {
    case: {
      no: caseNo(n), filed_on: `${year}-01-01`, basis: {unit: '信州区人民法院', no: `判决${n}`},
      duty: '偿还借款', performance: 'none', outstanding: '全部', amount_fen: 1_250_000,
    },
    initiated: {by: 'court'}, grounds: ['refusal'], evidence: ['财产报告'], publication: 'public',
    handler: '试法官', paper: paper(n, '一'), order_paper: paper(n, '二'),
    service: {method: 'direct', on: day(), proof: '送达回证'}, ...more,
  });
}

// Again, by papers of its own.
export const relist = (n) => list(n, {paper: paper(n, '十一'), order_paper: paper(n, '十二')});

// Stays in the country until that day, under the county's approval.
export const holdInCountry = (n, until) => about(n, 'restrict', {
  measures: ['exit'], role: 'debtor', from: day(), until,
  authority: {level: 'county', unit: '信州区公安局', no: `边控${n}`}, initiated: {by: 'court'},
  evidence: ['边控函'], publication: 'unit_only', handler: '试法官', paper: paper(n, '七'),
  service: {method: 'direct', on: day(), proof: '送达回证'},
});

// Performed in part: a correction of the case, not a removal.
export const correct = (n, outstanding) => about(n, 'correct', {
  case: {no: caseNo(n), performance: 'partial', performed: '部分', outstanding},
  reason: '已履行部分', evidence: ['收据'], paper: paper(n, '三'),
});

// Air and high-speed rail for a week, to see a doctor.
export const exempt = (n) => about(n, 'exempt', {
  measures: ['travel'], from: day(1), to: day(7), reason: 'medical', evidence: ['病历'],
  paper: paper(n, '四'),
});

export const remove = (n) => about(n, 'delete', {
  because: 'performed', evidence: ['结案通知'], paper: paper(n, '五'),
});
export const lift = (n) => about(n, 'lift', {
  measures: ['high_consumption'], because: 'performed', evidence: ['结案通知'],
  paper: paper(n, '六'),
});

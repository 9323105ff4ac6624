// A form as it is typed: items that are not asked disappear, a draft is kept, scores are shown.
const SETTLED = 1500;
const AGAIN = 10000;
const PATIENCE = 3000;

export function help(form) {
  showWhatIsAsked(form);
  form.addEventListener('input', () => showWhatIsAsked(form));
  form.addEventListener('change', () => showWhatIsAsked(form));
  form.addEventListener('input', event => takeConfirmationBack(event.target));
  keepDraft(form);
  if (form.dataset.totals) {
    showTotals(form);
  }
  form.querySelector('[data-look-again]')?.focus();
}

// What is hidden is not sent, and comes back as it was typed when it is asked again.
function showWhatIsAsked(form) {
  const shown = new Set();
  for (const item of form.querySelectorAll('[data-item]')) {
    const by = item.dataset.showBy;
    const isShown = !by || (shown.has(by) && isMet(item, answerTo(form, by)));
    item.hidden = !isShown;
    for (const field of item.querySelectorAll('input, select, textarea')) {
      field.disabled = !isShown;
    }
    if (isShown) {
      shown.add(item.dataset.item);
    }
  }
}

function isMet(item, answer) {
  return (item.dataset.showUnless === 'true') !== item.dataset.showValues.split('|').includes(answer);
}

function answerTo(form, item) {
  const name = `a.${item}`;
  const chosen = [...form.elements].filter(field => field.name === name && (!/radio|checkbox/.test(field.type) || field.checked));
  return chosen.map(field => field.value.trim()).filter(value => value !== '').join('|');
}

function takeConfirmationBack(field) {
  if (field.name !== 'Confirmed') {
    const confirms = field.closest('[data-item]')?.querySelector('[data-confirms]');
    if (confirms) {
      confirms.checked = false;
    }
  }
}

function keepDraft(form) {
  const state = form.querySelector('[data-draft-state]');
  let waiting;
  let isUnsaved = false;
  let isSending = false;
  let isLeaving = false;
  let sending;
  let typedAt = 0;

  async function keep() {
    if (isSending || isLeaving) {
      return;
    }
    clearTimeout(waiting);
    isSending = true;
    sending = new AbortController();
    const sentAt = typedAt;
    try {
      const answer = await send(form, form.dataset.keep, sending.signal);
      if (answer.ok) {
        isUnsaved = typedAt !== sentAt;
        state.textContent = `Draft saved at ${(await answer.json()).at}`;
      } else if (answer.status === 401) {
        state.textContent = 'Not saved: you were signed out. Press Save: you sign in again, and nothing is lost.';
      } else if (answer.status === 422) {
        state.textContent = `Not saved: ${(await answer.json()).problem}`;
      } else {
        state.textContent = 'Not saved: the program does not answer as it should, trying again';
        later(AGAIN);
      }
    } catch {
      state.textContent = 'Not saved: no connection, trying again';
      later(AGAIN);
    } finally {
      isSending = false;
      if (typedAt !== sentAt) {
        later(SETTLED);
      }
    }
  }

  async function whenSent() {
    while (isSending) {
      await new Promise(resolve => { setTimeout(resolve, 50); });
    }
  }

  function later(time) {
    clearTimeout(waiting);
    if (isLeaving) {
      return;
    }
    waiting = setTimeout(keep, time);
  }

  form.addEventListener('input', () => {
    isUnsaved = true;
    typedAt += 1;
    later(SETTLED);
  });
  // A draft that is on its way must not come after what is saved now: it would lie there as if that were not saved.
  form.addEventListener('submit', event => {
    isUnsaved = false;
    isLeaving = true;
    clearTimeout(waiting);
    if (isSending) {
      event.preventDefault();
      const patience = setTimeout(() => sending.abort(), PATIENCE);
      const { submitter } = event;
      whenSent().then(() => {
        clearTimeout(patience);
        form.requestSubmit(submitter);
      });
    }
  });
  window.addEventListener('online', () => isUnsaved && keep());
  window.addEventListener('beforeunload', event => {
    if (isUnsaved) {
      event.preventDefault();
    }
  });
}

function showTotals(form) {
  const region = form.querySelector('[data-totals-shown]');
  const list = region.querySelector('dl');
  let waiting;

  async function show() {
    try {
      const answer = await send(form, form.dataset.totals);
      if (answer.ok) {
        list.replaceChildren(...(await answer.json()).map(row));
        region.hidden = false;
      }
    } catch {
      // Without a connection the totals of before would be wrong.
      region.hidden = true;
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 400);
  });
  show();
}

function row(score) {
  const line = document.createElement('div');
  line.className = 'nhsuk-summary-list__row';
  const label = document.createElement('dt');
  label.className = 'nhsuk-summary-list__key';
  label.textContent = score.label;
  const value = document.createElement('dd');
  value.className = 'nhsuk-summary-list__value';
  value.textContent = score.value === null ? `Not yet: ${score.reason}` : score.band ? `${score.value} (${score.band})` : score.value;
  line.append(label, value);
  return line;
}

function send(form, address, signal) {
  return fetch(address, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' }, signal });
}

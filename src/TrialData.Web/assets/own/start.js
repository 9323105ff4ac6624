// Everything works without this; it only makes some of it handier.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');

const { initAll } = await import('./nhsuk.js');
initAll();

document.querySelector('form[data-goes-on]')?.requestSubmit();

const form = document.querySelector('form[data-form]');
if (form) {
  const { help } = await import('./form.js');
  help(form);
}

// Everything works without this; it only makes some of it handier.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');

const { initAll } = await import('./nhsuk.js');
initAll();


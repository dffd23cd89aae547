// Switches on the behaviour of GOV.UK components. The classes tell its styles that script runs; every page works
// without them, and without this file.
import { initAll, Radios } from './govuk-frontend.min.js';

// A radio may not have aria-expanded (WAI-ARIA 1.2); GOV.UK gives it one where a choice reveals a field.
const reveal = Radios.prototype.syncConditionalRevealWithInputState;
Radios.prototype.syncConditionalRevealWithInputState = function (radio) {
  reveal.call(this, radio);
  radio.removeAttribute('aria-expanded');
};

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();

// Written by script/update-govuk-types.ts from govuk-frontend 6.6.0: change the script, not this file.
import type { Html } from './html.ts';

type Attribute = string | number | boolean | null | undefined;
type Attributes = Readonly<
  Record<string, Attribute | { readonly value: Attribute; readonly optional: boolean }>
>;
type Plurals = Readonly<Record<string, string>>;
type Divider = { readonly divider: string };
type TextOrHtml =
  | { readonly text: string; readonly html?: undefined }
  | { readonly html: Html; readonly text?: undefined };

/** What each component of govuk-frontend takes: https://design-system.service.gov.uk/components/ */
export type GovukOptions = {
  readonly accordion: {
    readonly id: string;
    readonly headingLevel?: number | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly rememberExpanded?: boolean | undefined;
    readonly hideAllSectionsText?: string | undefined;
    readonly hideSectionText?: string | undefined;
    readonly hideSectionAriaLabelText?: string | undefined;
    readonly showAllSectionsText?: string | undefined;
    readonly showSectionText?: string | undefined;
    readonly showSectionAriaLabelText?: string | undefined;
    readonly items: readonly {
      readonly heading: TextOrHtml;
      readonly summary?:
        | {
            readonly text?: string | undefined;
            readonly html?: Html | undefined;
          }
        | undefined;
      readonly content: TextOrHtml;
      readonly expanded?: boolean | undefined;
    }[];
  };
  readonly 'back-link': {
    readonly text?: string | undefined;
    readonly html?: Html | undefined;
    readonly href: string;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly breadcrumbs: {
    readonly items: readonly (TextOrHtml & {
      readonly href?: string | undefined;
      readonly attributes?: Attributes | undefined;
    })[];
    readonly classes?: string | undefined;
    readonly collapseOnMobile?: boolean | undefined;
    readonly attributes?: Attributes | undefined;
    readonly labelText?: string | undefined;
  };
  readonly button: TextOrHtml & {
    readonly type?: string | undefined;
    readonly name?: string | undefined;
    readonly value?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly href?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly preventDoubleClick?: boolean | undefined;
    readonly isStartButton?: boolean | undefined;
    readonly id?: string | undefined;
  };
  readonly 'character-count': {
    readonly id?: string | undefined;
    readonly name: string;
    readonly rows?: string | undefined;
    readonly value?: string | undefined;
    readonly maxlength: string;
    readonly threshold?: string | undefined;
    readonly countType?: string | undefined;
    readonly label: GovukOptions['label'];
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInput?: TextOrHtml | undefined;
          readonly afterInput?: TextOrHtml | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly spellcheck?: boolean | undefined;
    readonly countMessage?:
      | {
          readonly classes?: string | undefined;
        }
      | undefined;
    readonly textareaDescriptionText?: string | undefined;
    readonly charactersUnderLimitText?: Plurals | undefined;
    readonly charactersAtLimitText?: string | undefined;
    readonly charactersOverLimitText?: Plurals | undefined;
    readonly wordsUnderLimitText?: Plurals | undefined;
    readonly wordsAtLimitText?: string | undefined;
    readonly wordsOverLimitText?: Plurals | undefined;
  };
  readonly checkboxes: {
    readonly describedBy?: string | undefined;
    readonly fieldset?: GovukOptions['fieldset'] | undefined;
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInputs?: TextOrHtml | undefined;
          readonly afterInputs?: TextOrHtml | undefined;
        }
      | undefined;
    readonly idPrefix?: string | undefined;
    readonly name: string;
    readonly items: readonly (
      | Divider
      | (TextOrHtml & {
          readonly id?: string | undefined;
          readonly name?: string | undefined;
          readonly value: string;
          readonly label?:
            | {
                readonly classes?: string | undefined;
                readonly attributes?: Attributes | undefined;
              }
            | undefined;
          readonly hint?: GovukOptions['hint'] | undefined;
          readonly checked?: boolean | undefined;
          readonly conditional?:
            | {
                readonly html: Html;
              }
            | undefined;
          readonly behaviour?: string | undefined;
          readonly disabled?: boolean | undefined;
          readonly attributes?: Attributes | undefined;
        })
    )[];
    readonly values?: readonly string[] | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'cookie-banner': {
    readonly ariaLabel?: string | undefined;
    readonly hidden?: boolean | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly messages: readonly (TextOrHtml & {
      readonly headingText?: string | undefined;
      readonly headingHtml?: Html | undefined;
      readonly actions?:
        | readonly {
            readonly text: string;
            readonly type?: string | undefined;
            readonly href?: string | undefined;
            readonly name?: string | undefined;
            readonly value?: string | undefined;
            readonly classes?: string | undefined;
            readonly attributes?: Attributes | undefined;
          }[]
        | undefined;
      readonly hidden?: boolean | undefined;
      readonly role?: string | undefined;
      readonly classes?: string | undefined;
      readonly attributes?: Attributes | undefined;
    })[];
  };
  readonly 'date-input': {
    readonly id: string;
    readonly namePrefix?: string | undefined;
    readonly items?:
      | readonly {
          readonly id?: string | undefined;
          readonly name: string;
          readonly label?: string | undefined;
          readonly value?: string | undefined;
          readonly error?: boolean | undefined;
          readonly autocomplete?: string | undefined;
          readonly pattern?: string | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }[]
      | undefined;
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInputs?: TextOrHtml | undefined;
          readonly afterInputs?: TextOrHtml | undefined;
        }
      | undefined;
    readonly fieldset?: GovukOptions['fieldset'] | undefined;
    readonly day?:
      | {
          readonly id?: string | undefined;
          readonly name: string;
          readonly label?: string | undefined;
          readonly value?: string | undefined;
          readonly error?: boolean | undefined;
          readonly autocomplete?: string | undefined;
          readonly pattern?: string | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly month?:
      | {
          readonly id?: string | undefined;
          readonly name: string;
          readonly label?: string | undefined;
          readonly value?: string | undefined;
          readonly error?: boolean | undefined;
          readonly autocomplete?: string | undefined;
          readonly pattern?: string | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly year?:
      | {
          readonly id?: string | undefined;
          readonly name: string;
          readonly label?: string | undefined;
          readonly value?: string | undefined;
          readonly error?: boolean | undefined;
          readonly autocomplete?: string | undefined;
          readonly pattern?: string | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly values?:
      | {
          readonly day?: string | undefined;
          readonly month?: string | undefined;
          readonly year?: string | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly details: TextOrHtml & {
    readonly summaryText?: string | undefined;
    readonly summaryHtml?: Html | undefined;
    readonly id?: string | undefined;
    readonly open?: boolean | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'error-message': TextOrHtml & {
    readonly id?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly visuallyHiddenText?: string | undefined;
  };
  readonly 'error-summary': {
    readonly titleText?: string | undefined;
    readonly titleHtml?: Html | undefined;
    readonly descriptionText?: string | undefined;
    readonly descriptionHtml?: Html | undefined;
    readonly errorList?:
      | readonly (TextOrHtml & {
          readonly href?: string | undefined;
          readonly attributes?: Attributes | undefined;
        })[]
      | undefined;
    readonly disableAutoFocus?: boolean | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'exit-this-page': {
    readonly text?: string | undefined;
    readonly html?: Html | undefined;
    readonly redirectUrl?: string | undefined;
    readonly id?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly activatedText?: string | undefined;
    readonly timedOutText?: string | undefined;
    readonly pressTwoMoreTimesText?: string | undefined;
    readonly pressOneMoreTimeText?: string | undefined;
  };
  readonly feedback: TextOrHtml & {
    readonly titleText: string;
    readonly titleHtml: Html;
    readonly headingLevel?: number | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly fieldset: {
    readonly describedBy?: string | undefined;
    readonly legend?:
      | (TextOrHtml & {
          readonly classes?: string | undefined;
          readonly isPageHeading?: boolean | undefined;
        })
      | undefined;
    readonly classes?: string | undefined;
    readonly role?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly html?: Html | undefined;
  };
  readonly 'file-upload': {
    readonly name: string;
    readonly id?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly multiple?: boolean | undefined;
    readonly describedBy?: string | undefined;
    readonly label: GovukOptions['label'];
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInput?: TextOrHtml | undefined;
          readonly afterInput?: TextOrHtml | undefined;
        }
      | undefined;
    readonly javascript?: boolean | undefined;
    readonly chooseFilesButtonText?: string | undefined;
    readonly dropInstructionText?: string | undefined;
    readonly multipleFilesChosenText?: Plurals | undefined;
    readonly noFileChosenText?: string | undefined;
    readonly enteredDropZoneText?: string | undefined;
    readonly leftDropZoneText?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly wrapperClasses?: string | undefined;
    readonly wrapperAttributes?: Attributes | undefined;
  };
  readonly footer: {
    readonly meta?:
      | {
          readonly visuallyHiddenTitle?: string | undefined;
          readonly html?: Html | undefined;
          readonly text?: string | undefined;
          readonly items?:
            | readonly {
                readonly text: string;
                readonly href: string;
                readonly attributes?: Attributes | undefined;
              }[]
            | undefined;
        }
      | undefined;
    readonly navigation?:
      | readonly {
          readonly title: string;
          readonly columns?: number | undefined;
          readonly width?: string | undefined;
          readonly items?:
            | readonly {
                readonly text: string;
                readonly href: string;
                readonly attributes?: Attributes | undefined;
              }[]
            | undefined;
        }[]
      | undefined;
    readonly contentLicence?:
      | {
          readonly text?: string | undefined;
          readonly html?: Html | undefined;
        }
      | undefined;
    readonly copyright?:
      | {
          readonly text?: string | undefined;
          readonly html?: Html | undefined;
        }
      | undefined;
    readonly containerClasses?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'generic-header': {
    readonly url?: string | undefined;
    readonly logoText?: string | undefined;
    readonly logoHtml?: Html | undefined;
    readonly containerClasses?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly header: {
    readonly homepageUrl?: string | undefined;
    readonly productName?: string | undefined;
    readonly containerClasses?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly hint: TextOrHtml & {
    readonly id?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly input: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly type?: string | undefined;
    readonly inputmode?: string | undefined;
    readonly value?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly describedBy?: string | undefined;
    readonly label: GovukOptions['label'];
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly prefix?:
      | (TextOrHtml & {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        })
      | undefined;
    readonly suffix?:
      | (TextOrHtml & {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        })
      | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInput?: TextOrHtml | undefined;
          readonly afterInput?: TextOrHtml | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly autocomplete?: string | undefined;
    readonly pattern?: string | undefined;
    readonly spellcheck?: boolean | undefined;
    readonly autocapitalize?: string | undefined;
    readonly inputWrapper?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'inset-text': TextOrHtml & {
    readonly id?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly label: TextOrHtml & {
    readonly for?: string | undefined;
    readonly isPageHeading?: boolean | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'language-navigation': {
    readonly items: readonly (TextOrHtml & {
      readonly lang: string;
      readonly hrefLang?: string | undefined;
      readonly dir?: string | undefined;
      readonly href?: string | undefined;
      readonly current?: boolean | undefined;
      readonly languageDescriptionText?: string | undefined;
      readonly classes?: string | undefined;
      readonly attributes?: Attributes | undefined;
    })[];
    readonly ariaLabel?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'notification-banner': TextOrHtml & {
    readonly titleText?: string | undefined;
    readonly titleHtml?: Html | undefined;
    readonly titleHeadingLevel?: string | undefined;
    readonly type?: string | undefined;
    readonly role?: string | undefined;
    readonly titleId?: string | undefined;
    readonly disableAutoFocus?: boolean | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly pagination: {
    readonly items?:
      | readonly {
          readonly number?: string | undefined;
          readonly visuallyHiddenText?: string | undefined;
          readonly href?: string | undefined;
          readonly current?: boolean | undefined;
          readonly ellipsis?: boolean | undefined;
          readonly attributes?: Attributes | undefined;
        }[]
      | undefined;
    readonly previous?:
      | {
          readonly text?: string | undefined;
          readonly html?: Html | undefined;
          readonly labelText?: string | undefined;
          readonly href: string;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly next?:
      | {
          readonly text?: string | undefined;
          readonly html?: Html | undefined;
          readonly labelText?: string | undefined;
          readonly href: string;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly landmarkLabel?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly panel: TextOrHtml & {
    readonly titleText?: string | undefined;
    readonly titleHtml?: Html | undefined;
    readonly headingLevel?: number | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly actions?:
      | {
          readonly items?:
            | readonly {
                readonly text: string;
                readonly type?: string | undefined;
                readonly href?: string | undefined;
                readonly classes?: string | undefined;
                readonly attributes?: Attributes | undefined;
              }[]
            | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
  };
  readonly 'password-input': {
    readonly id?: string | undefined;
    readonly name: string;
    readonly value?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly describedBy?: string | undefined;
    readonly label: GovukOptions['label'];
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInput?: TextOrHtml | undefined;
          readonly afterInput?: TextOrHtml | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly autocomplete?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly showPasswordText?: string | undefined;
    readonly hidePasswordText?: string | undefined;
    readonly showPasswordAriaLabelText?: string | undefined;
    readonly hidePasswordAriaLabelText?: string | undefined;
    readonly passwordShownAnnouncementText?: string | undefined;
    readonly passwordHiddenAnnouncementText?: string | undefined;
    readonly button?:
      | {
          readonly classes?: string | undefined;
        }
      | undefined;
  };
  readonly 'phase-banner': TextOrHtml & {
    readonly tag: GovukOptions['tag'];
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly radios: {
    readonly fieldset?: GovukOptions['fieldset'] | undefined;
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInputs?: TextOrHtml | undefined;
          readonly afterInputs?: TextOrHtml | undefined;
        }
      | undefined;
    readonly idPrefix?: string | undefined;
    readonly name: string;
    readonly items: readonly (
      | Divider
      | (TextOrHtml & {
          readonly id?: string | undefined;
          readonly value: string;
          readonly label?:
            | {
                readonly classes?: string | undefined;
                readonly attributes?: Attributes | undefined;
              }
            | undefined;
          readonly hint?: GovukOptions['hint'] | undefined;
          readonly checked?: boolean | undefined;
          readonly conditional?:
            | {
                readonly html: Html;
              }
            | undefined;
          readonly disabled?: boolean | undefined;
          readonly attributes?: Attributes | undefined;
        })
    )[];
    readonly value?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly select: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly items: readonly {
      readonly value?: string | undefined;
      readonly text: string;
      readonly selected?: boolean | undefined;
      readonly disabled?: boolean | undefined;
      readonly attributes?: Attributes | undefined;
    }[];
    readonly value?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly describedBy?: string | undefined;
    readonly label: GovukOptions['label'];
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInput?: TextOrHtml | undefined;
          readonly afterInput?: TextOrHtml | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'service-navigation': {
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly ariaLabel?: string | undefined;
    readonly menuButtonText?: string | undefined;
    readonly menuButtonLabel?: string | undefined;
    readonly navigationLabel?: string | undefined;
    readonly navigationId?: string | undefined;
    readonly navigationClasses?: string | undefined;
    readonly collapseNavigationOnMobile?: boolean | undefined;
    readonly serviceName?: string | undefined;
    readonly serviceUrl?: string | undefined;
    readonly navigation: readonly (TextOrHtml & {
      readonly current?: boolean | undefined;
      readonly active?: boolean | undefined;
      readonly href?: string | undefined;
      readonly attributes?: Attributes | undefined;
    })[];
    readonly slots?:
      | {
          readonly start?: Html | undefined;
          readonly end?:
            | Html
            | {
                readonly html?: Html | undefined;
                readonly align?: string | undefined;
              }
            | undefined;
          readonly navigationStart?: Html | undefined;
          readonly navigationEnd?: Html | undefined;
        }
      | undefined;
  };
  readonly 'skip-link': TextOrHtml & {
    readonly href?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'summary-list': {
    readonly rows: readonly {
      readonly classes?: string | undefined;
      readonly key: TextOrHtml & {
        readonly classes?: string | undefined;
      };
      readonly value: TextOrHtml & {
        readonly classes?: string | undefined;
      };
      readonly actions?:
        | {
            readonly items?:
              | readonly (TextOrHtml & {
                  readonly href: string;
                  readonly visuallyHiddenText?: string | undefined;
                  readonly classes?: string | undefined;
                  readonly attributes?: Attributes | undefined;
                })[]
              | undefined;
            readonly classes?: string | undefined;
          }
        | undefined;
    }[];
    readonly card?:
      | {
          readonly title?:
            | {
                readonly text?: string | undefined;
                readonly html?: Html | undefined;
                readonly headingLevel?: number | undefined;
                readonly classes?: string | undefined;
              }
            | undefined;
          readonly actions?:
            | {
                readonly items?:
                  | readonly (TextOrHtml & {
                      readonly href: string;
                      readonly visuallyHiddenText?: string | undefined;
                      readonly classes?: string | undefined;
                      readonly attributes?: Attributes | undefined;
                    })[]
                  | undefined;
                readonly classes?: string | undefined;
              }
            | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly table: {
    readonly rows: readonly (readonly (TextOrHtml & {
      readonly format?: string | undefined;
      readonly classes?: string | undefined;
      readonly colspan?: number | undefined;
      readonly rowspan?: number | undefined;
      readonly attributes?: Attributes | undefined;
    })[])[];
    readonly head?:
      | readonly {
          readonly text?: string | undefined;
          readonly html?: Html | undefined;
          readonly format?: string | undefined;
          readonly classes?: string | undefined;
          readonly colspan?: number | undefined;
          readonly rowspan?: number | undefined;
          readonly attributes?: Attributes | undefined;
        }[]
      | undefined;
    readonly caption?: string | undefined;
    readonly captionClasses?: string | undefined;
    readonly firstCellIsHeader?: boolean | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly tabs: {
    readonly id?: string | undefined;
    readonly idPrefix?: string | undefined;
    readonly title?: string | undefined;
    readonly items: readonly {
      readonly id: string;
      readonly label: string;
      readonly attributes?: Attributes | undefined;
      readonly panel: TextOrHtml & {
        readonly attributes?: Attributes | undefined;
      };
    }[];
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly tag: TextOrHtml & {
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'task-list': {
    readonly items: readonly {
      readonly title: TextOrHtml & {
        readonly classes?: string | undefined;
      };
      readonly hint?: TextOrHtml | undefined;
      readonly status: {
        readonly tag?: GovukOptions['tag'] | undefined;
        readonly text?: string | undefined;
        readonly html?: Html | undefined;
        readonly classes?: string | undefined;
      };
      readonly href?: string | undefined;
      readonly classes?: string | undefined;
    }[];
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
    readonly idPrefix?: string | undefined;
  };
  readonly textarea: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly spellcheck?: boolean | undefined;
    readonly rows?: string | undefined;
    readonly value?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly describedBy?: string | undefined;
    readonly label: GovukOptions['label'];
    readonly hint?: GovukOptions['hint'] | undefined;
    readonly errorMessage?: GovukOptions['error-message'] | undefined;
    readonly formGroup?:
      | {
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
          readonly beforeInput?: TextOrHtml | undefined;
          readonly afterInput?: TextOrHtml | undefined;
        }
      | undefined;
    readonly classes?: string | undefined;
    readonly autocomplete?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
  readonly 'warning-text': TextOrHtml & {
    readonly iconFallbackText?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  };
};

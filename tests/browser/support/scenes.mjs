// The screens beyond username, mail and code, and how a person comes to each of them: {name, policy
// (what the org has other than the demo's), go(person)}. `go` is over when the screen is there and
// the focus is where a person goes on.
import {fault, paths} from './org.mjs';
import {ada, alan, hedy} from './person.mjs';

const providers = ['Example Social', 'Contoso Workforce Identity for Contractors and Partners']
  .map((name, i) => ({id: `0oa${i}provider`, name, type: i ? 'SAML2' : 'GOOGLE'}));

const profileFields = [
  {name: 'firstName', label: 'First name'},
  {name: 'lastName', label: 'Last name', required: false},
  {name: 'email', label: 'Email'},
  {name: 'country', label: 'Country or region in which you mostly work for us', kind: 'choice',
    choices: ['Austria', 'Germany', 'Switzerland',
      'The United Kingdom of Great Britain and Northern Ireland']},
  {name: 'news', label: 'Send me the news of the month, and nothing else', kind: 'boolean',
    required: false},
];

const chosen = async (person, method) => {
  await person.begin(hedy);
  await person.button(method).click();
};
const answered = async (person) => {
  const {code} = await person.askForMail();
  await person.verify(code);
};
const registering = async (person) => {
  await person.open();
  await person.button('Create an account').click();
  await person.hasFocus(person.field('First name'));
};

export const scenes = [
  {name: 'choice of a method', go: async (person) => {
    await person.begin(hedy);
    await person.hasFocus(person.heading('Choose how to go on'));
  }},
  {name: 'another way than the mail', go: async (person) => {
    await chosen(person, 'Email: h•••y@example.com');
    await person.button('Try another way').click();
    await person.hasFocus(person.heading('Choose how to go on'));
  }},
  {name: 'phone, by message or by call', go: async (person) => {
    await chosen(person, 'Phone: +1 XXX-XXX-5309');
    await person.heading('Verify with Phone').waitFor();
    await person.hasFocus(person.choice);
  }},
  {name: 'text message', go: async (person) => {
    await chosen(person, 'Phone: +1 XXX-XXX-5309');
    await person.choice.selectOption('SMS');
    await person.button('Continue').click();
    await person.hasFocus(person.field('Enter code'));
  }},
  {name: 'security question', go: async (person) => {
    await chosen(person, 'Security Question');
    await person.hasFocus(person.field('Answer'));
  }},
  {name: 'passkey, which is beyond us', go: async (person) => {
    await chosen(person, 'Passkeys');
    await person.hasFocus(person.heading('Verify with Passkeys'));
  }},
  {name: 'password', go: async (person) => {
    await person.begin(alan);
    await person.hasFocus(person.field('Password'));
  }},
  {name: 'password, refused', go: async (person) => {
    await person.begin(alan);
    await person.answer('Password', 'not this one');
    await person.isRefused(person.field('Password'), /incorrect/);
  }},
  {name: 'password, missing', go: async (person) => {
    await person.begin(alan);
    await person.answer('Password', '');
    await person.isRefused(person.field('Password'), /Fill this in first/);
  }},
  {name: 'username and password at once', policy: {passwordWithUsername: true},
    go: async (person) => {
      await person.open();
      await person.field('Password').waitFor();
      await person.hasFocus(person.username);
    }},
  {name: 'stay signed in', policy: {asksToKeepSignedIn: true}, go: async (person) => {
    await answered(person);
    await person.hasFocus(person.heading('Stay signed in?'));
  }},
  {name: 'consent', policy: {app: {asksConsent: true}}, go: async (person) => {
    await answered(person);
    await person.hasFocus(person.heading('Allow access?'));
  }},
  {name: 'email to set up, or not now', go: async (person) => {
    await person.begin(alan);
    await person.answer('Password', 'halting problem');
    await person.button('Not now').waitFor();
    await person.hasFocus(person.heading('Choose what to set up'));
  }},
  {name: 'email to set up, sent', go: async (person) => {
    await person.begin(alan);
    await person.answer('Password', 'halting problem');
    await person.button('Email').click();
    await person.hasFocus(person.code);
  }},
  {name: 'password to set up', policy: {toEnroll: ['password']}, go: async (person) => {
    await answered(person);
    await person.button('Password').click();
    await person.hasFocus(person.field('Enter password'));
  }},
  {name: 'unlock', go: async (person) => {
    await person.open();
    await person.button('Unlock your account').click();
    await person.hasFocus(person.heading('Unlock your account'));
  }},
  {name: 'unlock, whose account', go: async (person) => {
    await person.open();
    await person.button('Unlock your account').click();
    await person.button('Email').click();
    await person.hasFocus(person.username);
  }},
  {name: 'registration', policy: {profileFields}, go: registering},
  {name: 'registration, one missing', policy: {profileFields}, go: async (person) => {
    await registering(person);
    await person.field('First name').fill('Ada');
    await person.answer('Email', 'ada@example.com');
    await person.isRefused(person.choice, /Choose one first/);
  }},
  {name: 'registration, refused', policy: {profileFields}, go: async (person) => {
    await registering(person);
    await person.field('First name').fill('Ada');
    await person.choice.selectOption('Austria');
    await person.answer('Email', 'not an address');
    await person.isRefused(person.field('Email'), /form of an email address/);
  }},
  {name: 'identity providers', policy: {identityProviders: providers}, go: async (person) => {
    await person.open();
    await person.button(`Continue with ${providers[1].name}`).waitFor();
    await person.hasFocus(person.username);
  }},
  {name: 'no access at all', go: async (person) => {
    await person.begin('eve@example.com');
    await person.isTold(/does not allow this sign-in/);
    await person.hasFocus(person.heading('We could not sign you in'));
  }},
  {name: 'locked', go: async (person) => {
    await person.begin('mallory@example.com');
    await person.isRefused(person.username, /locked/);
  }},
  {name: 'not for this app', go: async (person) => {
    await person.begin('rosa@example.com');
    await person.isRefused(person.username, /may not use this app/);
  }},
  {name: 'too many attempts, with a countdown', go: async (person) => {
    await person.askForMail();
    await fault(paths.answer, 'rate-limit-forms');
    await person.verify('000000');
    await person.isTold(/Too many attempts/);
    await person.page.getByRole('timer').filter({hasText: /try again in \d+ seconds/}).waitFor();
    await person.hasFocus(person.button('Verify'));
  }},
  {name: 'the end is near', policy: {lifetimes: {step: 50}}, go: async (person) => {
    await person.begin(alan);
    await person.button('I need more time').waitFor();
    await person.status('Do you need more time?').waitFor();
    await person.hasFocus(person.field('Password'));
  }},
  {name: 'the service is busy', policy: {safeMode: {waits: [600000]}}, go: async (person) => {
    await person.begin(ada);
    await person.hasFocus(person.heading('The service is busy'));
  }},
  {name: 'no box to stay signed in', policy: {offersRememberMe: false}, go: async (person) => {
    await person.open();
    await person.button('Unlock your account').waitFor();
    await person.hasFocus(person.username);
  }},
];

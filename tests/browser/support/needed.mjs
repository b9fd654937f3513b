// What ./dev test says of where things are.
export function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests are run by ./dev test`);
  return value;
}

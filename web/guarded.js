// Runs `act`, which uses something of the browser that can be missing or forbidden at any moment.
// Where it throws, the result is 0, which the C++ of web/ reads as "there is none".
export const guarded = (act) => {
  try {
    return act();
  } catch {
    return 0;
  }
};

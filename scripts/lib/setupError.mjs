/** A set-up step that cannot be done: what is missing, and what the person at the keyboard does about it. */
export class SetupError extends Error {
  /**
   * @param {string} missing what is missing, one sentence
   * @param {string} remedy what to do, one sentence or command
   * @param {ErrorOptions} [options]
   */
  constructor(missing, remedy, options) {
    super(missing, options);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

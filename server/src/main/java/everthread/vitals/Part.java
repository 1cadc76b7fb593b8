package everthread.vitals;

/**
 * One part of the server and whether it works.
 *
 * @param name such as {@code database}
 * @param code stable and snake_case, {@code ok} when it works
 * @param vital whether the server is not ready while it does not work
 * @param words one sentence for a person
 */
public record Part(String name, boolean ok, boolean vital, String code, String words) {
  /** One that the server cannot be ready without. */
  public Part(String name, boolean ok, String code, String words) {
    this(name, ok, true, code, words);
  }

  static Part ok(String name, String words) {
    return new Part(name, true, "ok", words);
  }

  static Part failed(String name, String code, String words) {
    return new Part(name, false, code, words);
  }

  /** Does not work, while the server goes on with the rest of its work. */
  static Part limping(String name, String code, String words) {
    return new Part(name, false, false, code, words);
  }
}

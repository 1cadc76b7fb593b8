package everthread.vitals;

/**
 * One part of the server and whether it works.
 *
 * @param name such as {@code database}
 * @param code stable and snake_case, {@code ok} when it works
 * @param words one sentence for a person
 */
public record Part(String name, boolean ok, String code, String words) {

  static Part ok(String name, String words) {
    return new Part(name, true, "ok", words);
  }

  static Part failed(String name, String code, String words) {
    return new Part(name, false, code, words);
  }
}

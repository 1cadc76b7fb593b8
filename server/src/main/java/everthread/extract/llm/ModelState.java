package everthread.extract.llm;

/**
 * The configured model as a person is told of it.
 *
 * @param host that gets the texts
 * @param used tokens today
 * @param most tokens a day
 */
public record ModelState(String model, String host, long used, long most) {
  public boolean isUsedUp() {
    return used >= most;
  }
}

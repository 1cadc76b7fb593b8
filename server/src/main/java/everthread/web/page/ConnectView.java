package everthread.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connect page.
 *
 * @param code to pair a browser with
 * @param goodFor such as "10 minutes"
 * @param expires when the code ends, RFC 3339, for the clock that counts down
 * @param snippet safe HTML of what to paste
 * @param plain the same as text, for copying
 * @param started safe HTML of what to paste to have the client start Everthread; empty where it
 *     cannot
 * @param startedPlain the same as text, for copying
 * @param key the secret that was just made, empty otherwise
 * @param outside why this client cannot reach the server, empty when it can
 * @param issuer that signs people in; empty when Everthread does
 * @param steps of the test; those to come before it ran; none where it cannot be tried
 * @param tested whether the test with the key ran
 * @param signInTested whether the test of the sign-in ran
 * @param attempts what clients did lately; null for who may not see that
 */
public record ConnectView(
    String code,
    String goodFor,
    String expires,
    String extensionFolder,
    List<BrowserRow> browsers,
    List<ClientTab> clients,
    ClientTab client,
    String place,
    String advice,
    String snippet,
    String plain,
    String started,
    String startedPlain,
    String key,
    boolean takesKey,
    String outside,
    String issuer,
    List<StepRow> steps,
    boolean tested,
    boolean signInTested,
    @Nullable AttemptsView attempts) {
  public ConnectView {
    browsers = List.copyOf(browsers);
    clients = List.copyOf(clients);
    steps = List.copyOf(steps);
  }

  public record BrowserRow(String key, String name, String version, String seen) {}

  public record ClientTab(String wire, String label, String link, boolean chosen, boolean https) {}

  /**
   * @param state "done", "failed" or "waiting"
   * @param took how long, or when
   */
  public record StepRow(
      String state, String title, String took, String detail, String why, String fix) {}
}

package everthread.web.page;

import java.util.List;

/**
 * The settings.
 *
 * @param made the secret of a key just made, empty otherwise
 * @param madeName its name
 * @param theme "light", "dark" or "" for the system's
 * @param mistake what is wrong with the form for a new key, empty when nothing is
 */
public record SettingsView(
    List<KeyRow> keys,
    Clients clients,
    String made,
    String madeName,
    String theme,
    boolean singleKeys,
    String mistake) {
  public SettingsView {
    keys = List.copyOf(keys);
  }

  /** AI clients that sign in. */
  public sealed interface Clients {}

  /** Everthread lets them in: those that the person let in, and those that were entered. */
  public record Here(List<ConnectionRow> connections, List<ClientRow> entered) implements Clients {
    public Here {
      connections = List.copyOf(connections);
      entered = List.copyOf(entered);
    }
  }

  /**
   * An issuer lets them in.
   *
   * @param subjects whose tokens are the owner's
   */
  public record Elsewhere(String issuer, List<String> subjects) implements Clients {
    public Elsewhere {
      subjects = List.copyOf(subjects);
    }
  }

  /**
   * @param host where its answers went
   */
  public record ConnectionRow(
      String id,
      String name,
      String host,
      String scopes,
      String space,
      String since,
      String used) {}

  /** A client that was entered here. */
  public record ClientRow(String id, String name, String addresses) {}

  /**
   * @param hint its first characters
   */
  public record KeyRow(
      String id,
      String name,
      String hint,
      String scopes,
      String space,
      String made,
      String expires,
      String used) {}
}

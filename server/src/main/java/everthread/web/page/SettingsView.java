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
    List<ConnectionRow> connections,
    List<ClientRow> clients,
    String made,
    String madeName,
    String theme,
    boolean singleKeys,
    String mistake) {
  public SettingsView {
    keys = List.copyOf(keys);
    connections = List.copyOf(connections);
    clients = List.copyOf(clients);
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

package everthread.stdio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to paste into each client so that it starts {@code everthread mcp}. */
public enum ClientConfig {
  CLAUDE_DESKTOP("Claude Desktop", "claude_desktop_config.json (Settings, Developer, Edit Config)"),
  CLAUDE_CODE("Claude Code", "a terminal") {
    @Override
    public String text(Launch launch) {
      var environment =
          launch.environment().entrySet().stream()
              .map(entry -> " \\\n  --env " + shell(entry.getKey() + "=" + entry.getValue()))
              .collect(Collectors.joining());
      var command = launch.command().stream().map(ClientConfig::shell);
      return "claude mcp add everthread --scope user"
          + environment
          + " \\\n  -- "
          + command.collect(Collectors.joining(" "))
          + "\n";
    }
  },
  CURSOR("Cursor", "~/.cursor/mcp.json"),
  VS_CODE("VS Code", ".vscode/mcp.json, or “MCP: Open User Configuration”") {
    @Override
    public String text(Launch launch) {
      return json("servers", "\"type\": \"stdio\",\n      ", launch);
    }
  },
  WINDSURF("Windsurf", "~/.codeium/windsurf/mcp_config.json"),
  CLINE("Cline", "cline_mcp_settings.json (MCP Servers, Configure)"),
  CODEX("Codex", "~/.codex/config.toml") {
    @Override
    public String text(Launch launch) {
      var text =
          "[mcp_servers.everthread]\ncommand = "
              + quoted(launch.program())
              + "\nargs = ["
              + list(launch.arguments())
              + "]\n";
      if (launch.environment().isEmpty()) return text;
      return text
          + "\n[mcp_servers.everthread.env]\n"
          + launch.environment().entrySet().stream()
              .map(entry -> entry.getKey() + " = " + quoted(entry.getValue()) + "\n")
              .collect(Collectors.joining());
    }
  },
  GEMINI_CLI("Gemini CLI", "~/.gemini/settings.json");

  private final String label;
  private final String place;

  ClientConfig(String label, String place) {
    this.label = label;
    this.place = place;
  }

  static Optional<ClientConfig> of(String name) {
    return Stream.of(values()).filter(client -> client.wireName().equals(name)).findFirst();
  }

  static List<String> names() {
    return Stream.of(values()).map(ClientConfig::wireName).toList();
  }

  private String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String label() {
    return label;
  }

  /** The file or the place that the text belongs in. */
  public String place() {
    return place;
  }

  /** The whole text to paste. */
  public String text(Launch launch) {
    return json("mcpServers", "", launch);
  }

  private static String json(String servers, String kind, Launch launch) {
    var environment =
        launch.environment().entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
            .collect(Collectors.joining(", "));
    return """
        {
          "%s": {
            "everthread": {
              %s"command": %s,
              "args": [%s]%s
            }
          }
        }
        """
        .formatted(
            servers,
            kind,
            quoted(launch.program()),
            list(launch.arguments()),
            environment.isEmpty() ? "" : ",\n      \"env\": { " + environment + " }");
  }

  private static String list(List<String> texts) {
    return texts.stream().map(ClientConfig::quoted).collect(Collectors.joining(", "));
  }

  /** As JSON and TOML both write a string. */
  private static String quoted(String text) {
    return ClientMessage.quoted(text);
  }

  private static String shell(String text) {
    return text.matches("[A-Za-z0-9_./:=+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

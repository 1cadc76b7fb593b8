package everthread.web.page;

import java.util.Locale;
import java.util.Optional;

/** An AI client that can be connected, and what to paste where. */
enum Client {
  CLAUDE_DESKTOP("Claude Desktop", "claude_desktop_config.json", "json", false) {
    @Override
    String advice() {
      return "Open Settings, Developer, Edit Config, paste this into the file, then quit and start"
          + " Claude Desktop. It needs Node.js, because Claude Desktop starts its servers itself.";
    }

    @Override
    String snippet(String url, String key) {
      return """
          {
            "mcpServers": {
              "everthread": {
                "command": "npx",
                "args": ["-y", "mcp-remote", "%s", "--header", "Authorization:${EVERTHREAD_KEY}"],
                "env": { "EVERTHREAD_KEY": "Bearer %s" }
              }
            }
          }
          """
          .formatted(url, key);
    }
  },
  CLAUDE_CODE("Claude Code", "in a terminal", "bash", false) {
    @Override
    String advice() {
      return "Run this in a terminal. Everthread is there the next time that Claude Code starts.";
    }

    @Override
    String snippet(String url, String key) {
      return """
          claude mcp add everthread %s \\
            --transport http --scope user \\
            --header "Authorization: Bearer %s"
          """
          .formatted(url, key);
    }
  },
  CURSOR("Cursor", "~/.cursor/mcp.json", "json", false) {
    @Override
    String advice() {
      return "Paste this into ~/.cursor/mcp.json, save it, then switch Everthread on in Cursor’s"
          + " settings under MCP.";
    }

    @Override
    String snippet(String url, String key) {
      return """
          {
            "mcpServers": {
              "everthread": {
                "url": "%s",
                "headers": { "Authorization": "Bearer %s" }
              }
            }
          }
          """
          .formatted(url, key);
    }
  },
  VS_CODE("VS Code", ".vscode/mcp.json", "json", false) {
    @Override
    String advice() {
      return "Paste this into .vscode/mcp.json, or run “MCP: Open User Configuration” to have it in"
          + " every folder. Then choose Start above the entry.";
    }

    @Override
    String snippet(String url, String key) {
      return """
          {
            "servers": {
              "everthread": {
                "type": "http",
                "url": "%s",
                "headers": { "Authorization": "Bearer %s" }
              }
            }
          }
          """
          .formatted(url, key);
    }
  },
  CHATGPT("ChatGPT", "Settings, Apps, Developer mode", "text", true) {
    @Override
    String advice() {
      return "In ChatGPT choose Settings, Apps, Advanced, switch Developer mode on and add this"
          + " address as a server. ChatGPT takes no key: it signs in by OAuth.";
    }

    @Override
    String snippet(String url, String key) {
      return url + "\n";
    }
  };

  private final String label;
  private final String place;
  private final String language;
  private final boolean fromOutside;

  Client(String label, String place, String language, boolean fromOutside) {
    this.label = label;
    this.place = place;
    this.language = language;
    this.fromOutside = fromOutside;
  }

  static Optional<Client> ofWireName(String name) {
    for (var client : values()) if (client.wireName().equals(name)) return Optional.of(client);
    return Optional.empty();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String label() {
    return label;
  }

  /** The file or the place that the text belongs in. */
  String place() {
    return place;
  }

  String language() {
    return language;
  }

  /** It runs at its maker's and can only reach a public https address. */
  boolean fromOutside() {
    return fromOutside;
  }

  /** Where to paste, and what to do then. */
  abstract String advice();

  /** The whole text to paste. */
  abstract String snippet(String url, String key);
}

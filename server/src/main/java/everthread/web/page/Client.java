package everthread.web.page;

import everthread.stdio.ClientConfig;
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
      var leading = "\"Authorization:${EVERTHREAD_KEY}\"";
      return json(
          "mcpServers",
          member("command", "npx"),
          "\"args\": [\"-y\", \"mcp-remote\", \"%s\", \"--header\", %s]".formatted(url, leading),
          "\"env\": { \"EVERTHREAD_KEY\": \"Bearer %s\" }".formatted(key));
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
      return json("mcpServers", member("url", url), authorization(key));
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
      return json("servers", member("type", "http"), member("url", url), authorization(key));
    }
  },
  WINDSURF("Windsurf", "~/.codeium/windsurf/mcp_config.json", "json", false) {
    @Override
    String advice() {
      return "Paste this into ~/.codeium/windsurf/mcp_config.json, then press Refresh in Windsurf’s"
          + " settings under MCP servers.";
    }

    @Override
    String snippet(String url, String key) {
      return json("mcpServers", member("serverUrl", url), authorization(key));
    }
  },
  CLINE("Cline", "cline_mcp_settings.json", "json", false) {
    @Override
    String advice() {
      return "In Cline open MCP Servers, choose Configure MCP Servers, and paste this into the file.";
    }

    @Override
    String snippet(String url, String key) {
      return json(
          "mcpServers", member("type", "streamableHttp"), member("url", url), authorization(key));
    }
  },
  CODEX("Codex", "~/.codex/config.toml", "toml", false) {
    @Override
    String advice() {
      return "Add this to ~/.codex/config.toml. Everthread is there the next time that Codex starts.";
    }

    @Override
    String snippet(String url, String key) {
      return """
          [mcp_servers.everthread]
          url = "%s"
          http_headers = { "Authorization" = "Bearer %s" }
          """
          .formatted(url, key);
    }
  },
  CLAUDE_AI("claude.ai", "Settings, Connectors, Add custom connector", "text", true) {
    @Override
    String advice() {
      return "In claude.ai choose Settings, Connectors, Add custom connector, and paste this address.";
    }

    @Override
    String snippet(String url, String key) {
      return url + "\n";
    }
  },
  CHATGPT("ChatGPT", "Settings, Apps, Developer mode", "text", true) {
    @Override
    String advice() {
      return "In ChatGPT choose Settings, Apps, Advanced, switch Developer mode on, and add this"
          + " address as a server with OAuth as its authentication.";
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

  /** What makes it start a process of ours and speak with that; empty for one that cannot. */
  Optional<ClientConfig> starting() {
    return switch (this) {
      case CLAUDE_DESKTOP -> Optional.of(ClientConfig.CLAUDE_DESKTOP);
      case CLAUDE_CODE -> Optional.of(ClientConfig.CLAUDE_CODE);
      case CURSOR -> Optional.of(ClientConfig.CURSOR);
      case VS_CODE -> Optional.of(ClientConfig.VS_CODE);
      case WINDSURF -> Optional.of(ClientConfig.WINDSURF);
      case CLINE -> Optional.of(ClientConfig.CLINE);
      case CODEX -> Optional.of(ClientConfig.CODEX);
      case CLAUDE_AI, CHATGPT -> Optional.empty();
    };
  }

  /** Where to paste, and what to do then. */
  abstract String advice();

  /** The whole text to paste. */
  abstract String snippet(String url, String key);

  /** The file of a client that lists its servers as JSON, with these members of ours. */
  private static String json(String servers, String... members) {
    return """
        {
          "%s": {
            "everthread": {
              %s
            }
          }
        }
        """
        .formatted(servers, String.join(",\n      ", members));
  }

  private static String member(String name, String value) {
    return "\"%s\": \"%s\"".formatted(name, value);
  }

  private static String authorization(String key) {
    return "\"headers\": { \"Authorization\": \"Bearer %s\" }".formatted(key);
  }
}

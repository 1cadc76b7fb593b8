package everthread.conversation;

import java.util.Locale;
import java.util.Optional;

/** Where a conversation took place. The wire name is the lower-case name. */
public enum Site {
  CHATGPT("ChatGPT"),
  CLAUDE("Claude"),
  GEMINI("Gemini"),
  DEEPSEEK("DeepSeek"),
  KIMI("Kimi"),
  GROK("Grok"),
  PERPLEXITY("Perplexity"),
  COPILOT("Copilot"),
  MISTRAL("Mistral"),
  IMPORT("Import"),
  API("API"),
  OTHER("Other");

  private final String displayName;

  Site(String displayName) {
    this.displayName = displayName;
  }

  /** As people write it. */
  public String displayName() {
    return displayName;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Site> ofWireName(String name) {
    for (var site : values()) {
      if (site.wireName().equals(name)) return Optional.of(site);
    }
    return Optional.empty();
  }
}

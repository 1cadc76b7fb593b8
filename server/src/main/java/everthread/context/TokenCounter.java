package everthread.context;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens as o200k_base does, the encoding of current OpenAI models. Thread-safe. */
public final class TokenCounter {
  /** Loading takes a third of a second, so once is enough. */
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private TokenCounter() {}

  /** How many tokens the text has; names of special tokens in it count as plain text. */
  public static int count(String text) {
    return ENCODING.countTokensOrdinary(text);
  }
}

package everthread.search.words;

import java.util.List;

/**
 * One word of a text, in the forms by which it is found.
 *
 * @param exact the word itself, folded (case, accents, width) but not stemmed; of a script that is
 *     written without spaces, one character
 * @param parts what an identifier consists of ({@code useEffect}: use, effect), folded; empty for
 *     most
 * @param terms what ranking counts: the stem, the stems of the parts; of a script without spaces,
 *     the pairs of characters and dictionary words that start here
 * @param start offset of its first character in the text; {@code end} is exclusive
 * @param ideographic true for a character of a script without spaces that has its own token
 */
public record Token(
    String exact, List<String> parts, List<String> terms, int start, int end, boolean ideographic) {
  public Token {
    parts = List.copyOf(parts);
    terms = List.copyOf(terms);
  }
}

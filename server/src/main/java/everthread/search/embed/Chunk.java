package everthread.search.embed;

/**
 * A piece of a message or memory that gets vectors of its own.
 *
 * @param number 0 for the first of its text
 * @param from first character in the text
 * @param to behind its last character
 * @param passage what the model reads: the piece, with the words around it that say who said it and
 *     when
 */
public record Chunk(int number, int from, int to, String passage) {}

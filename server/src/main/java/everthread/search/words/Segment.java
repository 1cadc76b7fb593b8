package everthread.search.words;

/**
 * A run of characters between two word boundaries of a text.
 *
 * @param ideographic true for Han, Kana and Hangul, whose words are not parted by spaces or carry
 *     their particles with them
 */
record Segment(int start, int end, boolean ideographic) {}

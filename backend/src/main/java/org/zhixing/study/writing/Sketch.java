package org.zhixing.study.writing;

import java.util.Arrays;
import java.util.UUID;

/**
 * A text in 42 numbers, of which near-duplicates share some: MinHash with locality-sensitive hashing.
 *
 * <p>126 permutations in 42 bands of 3. Two texts with the share J of common shingles (Jaccard) meet in at least one band
 * with probability 1 − (1 − J³)⁴²: 0.79 at J = 1/3 (half of either stands in the other), 0.97 at 0.43, 0.999 at 0.55,
 * and 0.005 at 0.05, which is what texts on the same topic share by chance. Bands of 4 would find only a third of the
 * first; bands of 2 would bring thousands of strangers along. The bands hold the campaign, so campaigns do not mix.
 */
record Sketch(int[] bands) {
    static final int BANDS = 42;
    private static final int ROWS = 3;

    static Sketch of(UUID campaign, Shingles shingles) {
        long[] least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (long shingle : shingles.hashes()) {
            for (int i = 0; i < least.length; i++) {
                long permuted = Shingles.mix(shingle + i * 0x632BE59BD9B4E019L);
                least[i] = Math.min(least[i], permuted);
            }
        }
        int[] bands = new int[BANDS];
        long seed = campaign.getMostSignificantBits() ^ Long.rotateLeft(campaign.getLeastSignificantBits(), 17);
        for (int band = 0; band < BANDS; band++) {
            long hash = Shingles.mix(seed + band);
            for (int row = 0; row < ROWS; row++) {
                hash = Shingles.mix(hash ^ least[band * ROWS + row]);
            }
            bands[band] = (int) hash;
        }
        return new Sketch(bands);
    }
}

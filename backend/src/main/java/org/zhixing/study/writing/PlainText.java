package org.zhixing.study.writing;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as it is compared: letters and digits only, in one form (full and half width, compatibility signs, lower case),
 * each knowing where it stands in the text. Traditional characters stay what they are.
 *
 * <p>Code point by code point in NFKD without its marks, which gives for every spelling of a text the same letters as
 * NFKC of the whole would, and keeps the places.
 *
 * @param letters code points
 * @param places the place of each letter in the original, in code points; letters that one sign stands for share it
 */
record PlainText(int[] letters, int[] places) {
    static PlainText of(String text) {
        int[] original = text.codePoints().toArray();
        int[] letters = new int[original.length + 16];
        int[] places = new int[letters.length];
        int size = 0;
        for (int place = 0; place < original.length; place++) {
            int point = original[place];
            int[] parts = point >= 0x4E00 && point <= 0x9FFF ? new int[] {point} : parts(point);
            for (int part : parts) {
                if (size == letters.length) {
                    letters = Arrays.copyOf(letters, size * 2);
                    places = Arrays.copyOf(places, size * 2);
                }
                letters[size] = part;
                places[size++] = place;
            }
        }
        return new PlainText(Arrays.copyOf(letters, size), Arrays.copyOf(places, size));
    }

    private static int[] parts(int point) {
        return Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .toArray();
    }

    int length() {
        return letters.length;
    }

    /** Whether a sign of the original ends before this letter: a passage never begins or ends within a sign. */
    boolean edge(int letter) {
        return letter == 0 || letter == letters.length || places[letter] != places[letter - 1];
    }
}

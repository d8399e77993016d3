package org.zhixing.platform.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.zhixing.platform.problem.Refused;

/**
 * A picture without what was written beside it: place, time, camera, preview, comments, and anything after its end. The
 * file is taken apart only as far as its blocks; no pixel is decoded, so a small file cannot become a large picture here.
 * What is kept is named, all else goes: a kind of block that nobody has heard of yet goes too.
 */
public final class BarePicture {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** What draws the picture, and nothing that says where it comes from. */
    private static final Set<String> PNG_BLOCKS = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "acTL", "fcTL",
            "fdAT");

    private static final Set<String> WEBP_BLOCKS = Set.of("VP8 ", "VP8L", "VP8X", "ALPH");
    private static final int PNG_FRAME = 12;
    private static final int RIFF_HEAD = 12;
    private static final int RIFF_FRAME = 8;

    /** In VP8X: that a colour profile, EXIF and XMP blocks follow. */
    private static final int WEBP_ANNOUNCED = 0x20 | 0x08 | 0x04;

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int JFIF = 0xE0;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int STUFFED = 0x00;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;

    private final byte[] content;
    private final ByteArrayOutputStream out;
    private int at;

    private BarePicture(byte[] content) {
        this.content = content;
        this.out = new ByteArrayOutputStream(content.length);
    }

    /**
     * The bare picture; 415 where the file is none, or broken.
     *
     * @param mediaType image/jpeg, image/png or image/webp
     */
    public static byte[] of(byte[] content, String mediaType) {
        BarePicture picture = new BarePicture(content);
        try {
            switch (mediaType) {
                case "image/jpeg" -> picture.jpeg();
                case "image/png" -> picture.png();
                case "image/webp" -> picture.webp();
                default -> throw broken();
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | java.nio.BufferUnderflowException cut) {
            throw broken();
        }
        return picture.out.toByteArray();
    }

    private void jpeg() {
        require(octet(0) == 0xFF && octet(1) == START);
        keep(2);
        while (true) {
            require(octet(at) == 0xFF);
            while (octet(at + 1) == 0xFF) {
                at++;
            }
            int marker = octet(at + 1);
            if (marker == END) {
                keep(2);
                return;
            }
            int length = 2 + (octet(at + 2) << 8 | octet(at + 3));
            require(length >= 4);
            boolean beside = marker > JFIF && marker <= LAST_APPLICATION && marker != ADOBE || marker == COMMENT;
            if (beside) {
                skip(length);
            } else if (marker == JFIF) {
                jfif(length);
            } else {
                keep(length);
            }
            if (marker == SCAN) {
                scan();
            }
        }
    }

    /** The head without the preview that may be in it, and without any other block of that name. */
    private void jfif(int length) {
        boolean head = length >= 18 && new String(content, at + 4, 5, StandardCharsets.ISO_8859_1).equals("JFIF\0");
        if (!head) {
            skip(length);
            return;
        }
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JFIF, 0, 16});
        out.write(content, at + 4, 12);
        out.writeBytes(new byte[] {0, 0});
        skip(length);
    }

    /** The picture itself, up to the next marker that is none of its own. */
    private void scan() {
        int from = at;
        while (true) {
            if (octet(at) == 0xFF) {
                int next = octet(at + 1);
                if (next != STUFFED && next != 0xFF && (next < FIRST_RESTART || next > LAST_RESTART)) {
                    break;
                }
            }
            at++;
        }
        out.write(content, from, at - from);
    }

    private void png() {
        require(Arrays.equals(content, 0, PNG.length, PNG, 0, PNG.length));
        keep(PNG.length);
        while (true) {
            int length = ByteBuffer.wrap(content).getInt(at);
            require(length >= 0 && length <= content.length);
            String name = name(at + 4);
            if (PNG_BLOCKS.contains(name)) {
                keep(PNG_FRAME + length);
            } else {
                skip(PNG_FRAME + length);
            }
            if (name.equals("IEND")) {
                return;
            }
        }
    }

    private void webp() {
        require(name(0).equals("RIFF") && name(8).equals("WEBP"));
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long end = RIFF_FRAME + Integer.toUnsignedLong(in.getInt(4));
        require(end <= content.length);
        at = RIFF_HEAD;
        boolean drawn = false; // A moving picture has its parts elsewhere, and is none of these.
        while (at < end) {
            int length = in.getInt(at + 4);
            require(length >= 0 && length <= content.length);
            String name = name(at);
            int whole = RIFF_FRAME + length + (length & 1);
            drawn |= name.equals("VP8 ") || name.equals("VP8L");
            if (WEBP_BLOCKS.contains(name)) {
                keep(whole);
            } else {
                skip(whole);
            }
        }
        require(drawn);
        byte[] body = out.toByteArray();
        if (new String(body, 0, 4, StandardCharsets.ISO_8859_1).equals("VP8X")) {
            body[RIFF_FRAME] &= (byte) ~WEBP_ANNOUNCED;
        }
        out.reset();
        out.writeBytes(ByteBuffer.allocate(RIFF_HEAD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(4 + body.length)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
                .array());
        out.writeBytes(body);
    }

    private int octet(int index) {
        return content[index] & 0xFF;
    }

    private String name(int index) {
        return new String(content, index, 4, StandardCharsets.ISO_8859_1);
    }

    private void keep(int length) {
        out.write(content, at, length);
        at += length;
    }

    private void skip(int length) {
        require(at + (long) length <= content.length);
        at += length;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw broken();
        }
    }

    private static Refused broken() {
        return Refused.of(415, "file/kind", "jpg, jpeg, png, webp");
    }
}

package org.zhixing.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.problem.Refused;

/** Pictures of the public keep what is seen on them and lose what their cameras wrote beside it. */
class BarePictureTest {
    private static final String SECRET = "GPS 30.2741N 120.1551E of a phone";

    @Test
    void aJpegLosesWhatItsCameraWroteAndKeepsEveryPixel() throws IOException {
        byte[] plain = drawn("jpg");
        byte[] exif = segment(0xE1, "Exif\0\0" + SECRET);
        byte[] comment = segment(0xFE, SECRET);
        byte[] written = joined(Arrays.copyOf(plain, 2), exif, comment, Arrays.copyOfRange(plain, 2, plain.length));
        byte[] bare = BarePicture.of(joined(written, SECRET.getBytes(StandardCharsets.UTF_8)), "image/jpeg");
        assertThat(text(bare)).doesNotContain(SECRET).doesNotContain("Exif");
        assertThat(pixels(bare)).isEqualTo(pixels(plain));
    }

    @Test
    void aPngLosesItsTextsAndKeepsEveryPixel() throws IOException {
        byte[] plain = drawn("png");
        int afterHead = 8 + 12 + 13;
        byte[] written = joined(
                Arrays.copyOf(plain, afterHead),
                block("tEXt", "Comment\0" + SECRET),
                block("eXIf", SECRET),
                Arrays.copyOfRange(plain, afterHead, plain.length),
                SECRET.getBytes(StandardCharsets.UTF_8));
        byte[] bare = BarePicture.of(written, "image/png");
        assertThat(text(bare)).doesNotContain(SECRET);
        assertThat(pixels(bare)).isEqualTo(pixels(plain));
    }

    @Test
    void aWebpLosesItsExifAndSaysThatThereIsNone() {
        byte[] written =
                riff(chunk("VP8X", "\u002c\0\0\0\0\0\0\0\0\0"), chunk("VP8 ", "picture!"), chunk("EXIF", SECRET));
        byte[] bare = BarePicture.of(written, "image/webp");
        assertThat(bare).isEqualTo(riff(chunk("VP8X", "\0\0\0\0\0\0\0\0\0\0"), chunk("VP8 ", "picture!")));
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        byte[] plain = drawn("jpg");
        for (int length = 2; length < plain.length - 2; length += 37) {
            byte[] cut = Arrays.copyOf(plain, length);
            assertThatThrownBy(() -> BarePicture.of(cut, "image/jpeg")).isInstanceOf(Refused.class);
        }
    }

    @Property
    void noBytesBringItDown(@ForAll @Size(max = 400) byte[] rest) {
        for (String start : new String[] {"FFD8", "89504E470D0A1A0A", "52494646", "524946466400000057454250"}) {
            byte[] content = joined(java.util.HexFormat.of().parseHex(start), rest);
            for (String type : new String[] {"image/jpeg", "image/png", "image/webp"}) {
                try {
                    assertThat(BarePicture.of(content, type)).hasSizeLessThanOrEqualTo(content.length + 12);
                } catch (Refused refused) {
                    assertThat(refused.status()).isEqualTo(415);
                }
            }
        }
    }

    private static byte[] drawn(String kind) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 48; y++) {
                image.setRGB(x, y, x * 4 << 16 | y * 5 << 8 | (x ^ y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, kind, out);
        return out.toByteArray();
    }

    private static int[] pixels(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static byte[] segment(int marker, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + bytes.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (bytes.length + 2))
                .put(bytes)
                .array();
    }

    private static byte[] block(String name, String content) {
        byte[] named = (name + content).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 check = new CRC32();
        check.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(named.length - 4)
                .put(named)
                .putInt((int) check.getValue())
                .array();
    }

    private static byte[] chunk(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(8 + bytes.length + (bytes.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] riff(byte[]... chunks) {
        byte[] body = joined(chunks);
        return joined(
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(4 + body.length)
                        .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
                        .array(),
                body);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

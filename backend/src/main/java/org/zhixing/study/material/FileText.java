package org.zhixing.study.material;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Takes the text out of a file, as far as there is one: bounded in pages, characters, bytes and time. */
final class FileText {
    private static final int MOST_CHARS = 300_000;
    private static final int MOST_PAGES = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** What the parts of an Office document may unpack to. */
    private static final long MOST_UNPACKED = 64L << 20;

    private static final String PDF = "application/pdf";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final Set<String> TEXTS = Set.of("text/plain", "text/plain; charset=gb18030");

    private FileText() {}

    static boolean canBeRead(String mediaType) {
        return mediaType.equals(PDF) || mediaType.startsWith(OFFICE) || TEXTS.contains(mediaType);
    }

    /** The text; of a file that is broken, what could be read before the break is not worth having: an exception. */
    static String of(Path file, String mediaType) throws IOException {
        String text = mediaType.equals(PDF)
                ? pdf(file)
                : mediaType.startsWith(OFFICE)
                        ? office(file)
                        : plain(
                                file,
                                mediaType.contains("gb18030") ? Charset.forName("GB18030") : StandardCharsets.UTF_8);
        return clean(text);
    }

    private static String pdf(Path file) throws IOException {
        Instant end = Instant.now().plus(LONGEST);
        try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            StringBuilder text = new StringBuilder();
            int pages = Math.min(document.getNumberOfPages(), MOST_PAGES);
            for (int page = 1;
                    page <= pages && text.length() < MOST_CHARS && Instant.now().isBefore(end);
                    page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                text.append(stripper.getText(document));
            }
            return text.toString();
        }
    }

    private static String plain(Path file, Charset charset) throws IOException {
        try (var reader = Files.newBufferedReader(file, charset)) {
            char[] most = new char[MOST_CHARS];
            int length = 0;
            for (int n = 0; n >= 0 && length < most.length; n = reader.read(most, length, most.length - length)) {
                length += n;
            }
            return new String(most, 0, length);
        }
    }

    /** The text runs of a document's body, a presentation's slides, or a workbook's shared strings. */
    private static String office(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> parts = archive.stream()
                    .filter(e -> e.getName()
                            .matches("word/document\\.xml|ppt/slides/slide\\d+\\.xml|xl/sharedStrings\\.xml"))
                    .sorted(java.util.Comparator.<ZipEntry>comparingInt(
                                    e -> e.getName().length())
                            .thenComparing(ZipEntry::getName))
                    .limit(MOST_PAGES)
                    .toList();
            long[] left = {MOST_UNPACKED};
            for (ZipEntry part : parts) {
                try (InputStream in = new Bounded(archive.getInputStream(part), left)) {
                    runs(in, text);
                } catch (XMLStreamException broken) {
                    throw new IOException(broken);
                }
            }
        }
        return text.toString();
    }

    private static void runs(InputStream in, StringBuilder text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        boolean run = false;
        while (xml.hasNext() && text.length() < MOST_CHARS) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                run = xml.getLocalName().equals("t");
            } else if (event == XMLStreamConstants.CHARACTERS && run) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                run = false;
                if (Set.of("p", "si", "br").contains(xml.getLocalName())) {
                    text.append('\n');
                }
            }
        }
    }

    /** What can be stored and shown: no controls, no halves of characters, at most {@link #MOST_CHARS}. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c))
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .limit(MOST_CHARS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** Unpacks no more than is left. */
    private static final class Bounded extends java.io.FilterInputStream {
        private final long[] left;

        Bounded(InputStream in, long[] left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(n);
            return n;
        }

        private void count(int n) throws IOException {
            left[0] -= Math.max(n, 0);
            if (left[0] < 0) {
                throw new IOException("unpacks to more than " + MOST_UNPACKED + " bytes");
            }
        }
    }
}

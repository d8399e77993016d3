package org.zhixing.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.zhixing.platform.problem.Refused;

/**
 * Where all chains ended at a moment, as the text that is signed and kept elsewhere: a line with the time, then one line
 * for each chain with its number, its last row's number and that row's hash in hexadecimal.
 */
public final class HeadStatement {
    private static final String TITLE = "zhixing audit heads 1 ";
    private static final int LONGEST = 20_000;

    private HeadStatement() {}

    public static String of(Instant at, List<AuditHead> heads) {
        StringBuilder text = new StringBuilder(TITLE).append(at).append('\n');
        heads.forEach(head -> text.append(head.chain())
                .append(' ')
                .append(head.sequence())
                .append(' ')
                .append(HexFormat.of().formatHex(head.hash()))
                .append('\n'));
        return text.toString();
    }

    /** The heads that a statement names; chains without a row are left out. 422 where it is none. */
    public static List<AuditHead> read(String statement) {
        String[] lines = statement.split("\n");
        if (statement.length() > LONGEST || !lines[0].startsWith(TITLE)) {
            throw Refused.field("/statement", "audit/statement-unreadable");
        }
        List<AuditHead> heads = new ArrayList<>();
        try {
            for (int i = 1; i < lines.length; i++) {
                String[] parts = lines[i].strip().split(" ");
                AuditHead head = new AuditHead(
                        Integer.parseInt(parts[0]),
                        Long.parseLong(parts[1]),
                        HexFormat.of().parseHex(parts[2]));
                if (head.sequence() > 0) {
                    heads.add(head);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Refused.field("/statement", "audit/statement-unreadable");
        }
        return heads;
    }
}

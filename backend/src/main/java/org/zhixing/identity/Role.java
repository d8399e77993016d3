package org.zhixing.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may do at an organisation and everything below it. */
public enum Role {
    ADMIN,
    OFFICE,
    SUPERVISOR,
    LEADER,
    SECRETARY,
    RECORDER,
    MEMBER,
    /** 审计员: reads the record of who did what, and the names of the tree it speaks of; nothing else. */
    AUDITOR,
    /** Another system, which holds what its API client was granted; no person ever holds it. */
    CLIENT;

    /** The roles that somebody who holds this one may give and take within their reach. Nobody gives what they lack. */
    Set<Role> delegates() {
        return switch (this) {
            case ADMIN -> EnumSet.complementOf(EnumSet.of(CLIENT));
            case OFFICE -> EnumSet.complementOf(EnumSet.of(ADMIN, AUDITOR, CLIENT));
            case SECRETARY -> EnumSet.of(RECORDER, MEMBER);
            case SUPERVISOR, LEADER, RECORDER, MEMBER, AUDITOR, CLIENT -> EnumSet.noneOf(Role.class);
        };
    }

    /** The roles whose holders may give and take this one. */
    Set<Role> delegatedBy() {
        return Arrays.stream(values())
                .filter(role -> role.delegates().contains(this))
                .collect(Collectors.toSet());
    }

    /** The roles by name, for {@code @RolesAllowed}. */
    public static final class Names {
        public static final String ADMIN = "ADMIN";
        public static final String OFFICE = "OFFICE";
        public static final String SUPERVISOR = "SUPERVISOR";
        public static final String LEADER = "LEADER";
        public static final String SECRETARY = "SECRETARY";
        public static final String RECORDER = "RECORDER";
        public static final String MEMBER = "MEMBER";
        public static final String AUDITOR = "AUDITOR";
        public static final String CLIENT = "CLIENT";

        private Names() {}
    }
}

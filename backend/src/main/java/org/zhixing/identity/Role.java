package org.zhixing.identity;

/** What somebody may do at an organisation and everything below it. */
public enum Role {
    ADMIN,
    OFFICE,
    SUPERVISOR,
    LEADER,
    SECRETARY,
    RECORDER,
    MEMBER,
    /** 审计员: reads the record of who did what, and nothing else. */
    AUDITOR,
    /** Another system, which holds what its API client was granted; no person ever holds it. */
    CLIENT;

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

package org.zhixing.discussion;

/** What must hold before a discussion may move, and what the move brings about; every bean of this type is asked. DIS-1. */
public interface DiscussionGate {
    /** Refuses the move with the reason, or does what belongs to it. The state machine has allowed it already. */
    void pass(Discussion discussion, Discussion.State to);
}

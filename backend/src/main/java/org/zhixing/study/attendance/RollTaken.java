package org.zhixing.study.attendance;

import java.time.LocalDate;
import java.util.UUID;

/** A roll was taken or corrected: how much the counts of those expected and those there changed. */
public record RollTaken(UUID campaign, UUID branch, LocalDate date, int expectedMore, int attendedMore) {}

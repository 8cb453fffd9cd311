// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>

#include "engines.hpp"

namespace peers {

namespace {

class sqlite_engine : public engine {
public:
    sqlite_engine(const workload::population& people, const char* question) {
        expect(sqlite3_open(":memory:", &data_));
        run("create table users(domain text, active integer); begin");
        sqlite3_stmt* const insert = prepared("insert into users values(?1, ?2)");
        each_user(people, [&](std::string_view domain, bool active) {
            bind(insert, 1, domain);
            expect(sqlite3_bind_int(insert, 2, active));
            sqlite3_step(insert);
            expect(sqlite3_reset(insert));
        });
        sqlite3_finalize(insert);
        run("create index live on users(domain) where active; commit; analyze");
        question_ = prepared(question);
    }
    sqlite_engine(const sqlite_engine&) = delete;
    sqlite_engine& operator=(const sqlite_engine&) = delete;
    ~sqlite_engine() override {
        sqlite3_finalize(question_);
        sqlite3_close(data_);
    }

protected:
    void bind(sqlite3_stmt* statement, int place, std::string_view text) {
        expect(sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()),
                                 SQLITE_STATIC));
    }

    sqlite3_stmt* question() const noexcept { return question_; }

    bool answer() {
        sqlite3_step(question_);
        const bool is = sqlite3_column_int(question_, 0) != 0;
        expect(sqlite3_reset(question_));
        return is;
    }

private:
    void expect(int outcome) {
        if (outcome == SQLITE_OK)
            return;
        std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(data_));
        std::exit(1);
    }

    void run(const char* statements) {
        expect(sqlite3_exec(data_, statements, nullptr, nullptr, nullptr));
    }

    sqlite3_stmt* prepared(const char* statement) {
        sqlite3_stmt* made = nullptr;
        expect(sqlite3_prepare_v2(data_, statement, -1, &made, nullptr));
        return made;
    }

    sqlite3* data_ = nullptr;
    sqlite3_stmt* question_ = nullptr;
};

class by_suffixes final : public sqlite_engine {
public:
    explicit by_suffixes(const workload::population& people)
        : sqlite_engine(people,
                        "select exists(select 1 from users where active and "
                        "domain in (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))") {}

    bool decide(std::string_view domain) override {
        constexpr int most = 8; // the generator's names have no more
        int place = 0;
        while (place < most) {
            bind(question(), ++place, domain);
            std::size_t const dot = domain.find('.');
            if (dot == domain.npos)
                break;
            domain.remove_prefix(dot + 1);
        }
        while (place < most)
            sqlite3_bind_null(question(), ++place);
        return answer();
    }
};

class by_users final : public sqlite_engine {
public:
    explicit by_users(const workload::population& people)
        : sqlite_engine(people,
                        "select exists(select 1 from users where active and "
                        "(?1 = domain or ?1 like '%.' || domain))") {}

    bool decide(std::string_view domain) override {
        bind(question(), 1, domain);
        return answer();
    }
};

} // namespace

std::unique_ptr<engine> sqlite_live(const workload::population& people) {
    return std::make_unique<by_suffixes>(people);
}

std::unique_ptr<engine> sqlite_users(const workload::population& people) {
    return std::make_unique<by_users>(people);
}

} // namespace peers

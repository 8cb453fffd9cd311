// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <surety/files.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using surety::folder_reader;
using surety::read_status;

namespace {

/// A folder of its own for each case, gone afterwards.
struct scratch {
    fs::path path = fs::temp_directory_path() / ("surety-files-" + std::to_string(::getpid()));

    scratch() {
        fs::remove_all(path);
        fs::create_directories(path / "policies" / "lists");
        write("policies/a.txt", "a");
        write("policies/lists/b.txt", "b");
        write("outside.txt", "outside");
        write("policies-more/c.txt", "c");
    }
    ~scratch() { fs::remove_all(path); }

    void write(const std::string& name, std::string_view text) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << text;
    }
    std::string root() const { return (path / "policies").string(); }
};

std::string status(read_status s) {
    return s == read_status::ok ? "ok" : s == read_status::not_found ? "not-found" : "outside-root";
}

} // namespace

TEST_CASE("files: a file in the folder or below is read") {
    const scratch here;
    folder_reader files(here.root());
    std::string text;
    CHECK(files.read("a.txt", text) == read_status::ok);
    CHECK(text == "a");
    CHECK(files.read("lists/b.txt", text) == read_status::ok);
    CHECK(text == "b");
    CHECK(files.read("./lists/../lists//b.txt", text) == read_status::ok);
    CHECK(files.read("lists/../a.txt", text) == read_status::ok);
    CHECK(text == "a");
}

TEST_CASE("files: nothing outside the folder is read") {
    const scratch here;
    folder_reader files(here.root());
    for (const std::string& path :
         {std::string("../outside.txt"), std::string("lists/../../outside.txt"),
          std::string("../policies/a.txt"), std::string("../policies-more/c.txt"),
          std::string("/etc/passwd"), std::string("//etc/passwd"), here.root() + "/a.txt",
          std::string(".."), std::string("../nothing"), std::string("/nothing")}) {
        CAPTURE(path);
        std::string text = "kept";
        CHECK(status(files.read(path, text)) == "outside-root");
        CHECK(text.empty());
    }
}

TEST_CASE("files: a link is followed, and refused when it leads out") {
    const scratch here;
    fs::create_symlink("lists/b.txt", here.path / "policies" / "inner");
    fs::create_symlink("../outside.txt", here.path / "policies" / "outer");
    fs::create_directory_symlink("..", here.path / "policies" / "up");
    fs::create_directory_symlink("../policies-more", here.path / "policies" / "more");
    fs::create_symlink("circle", here.path / "policies" / "circle");
    folder_reader files(here.root());
    std::string text;
    CHECK(files.read("inner", text) == read_status::ok);
    CHECK(text == "b");
    CHECK(status(files.read("outer", text)) == "outside-root");
    CHECK(status(files.read("up/outside.txt", text)) == "outside-root");
    CHECK(status(files.read("more/c.txt", text)) == "outside-root");
    CHECK(files.read("up/policies/a.txt", text) == read_status::ok); // it leads back in
    CHECK(files.read("circle", text) == read_status::not_found);
    CHECK(text.empty());
}

TEST_CASE("files: a link to nothing is followed as one to something is") {
    const scratch here;
    const auto link = [&](const fs::path& target, const char* name) {
        fs::create_symlink(target, here.path / "policies" / name);
    };
    link("../nothing", "out");
    link("/nowhere/nothing", "absolute");
    link("out", "chained");
    link("lists/../../nothing/b", "through");
    link("lists", "inner");
    link("../../nothing", "lists/deep");
    link("../nothing", "lists/in");
    link("nothing", "nothing-here");
    link(fs::path(here.root()) / "nothing", "back");
    link("../policies-more/circle", "circle");
    link("../outside.txt", "leak");
    fs::create_symlink("../policies/circle", here.path / "policies-more" / "circle");
    folder_reader files(here.root());
    std::string text;
    for (const std::string_view path :
         {"leak", "missing/../leak", "a.txt/../leak", "missing/x/../../leak",
          "nothing-here/../leak", "missing/../lists/../leak", "lists/missing/../../leak", "out",
          "absolute", "chained", "through", "out/b.txt", "out/../a.txt", "chained/x/../y",
          "lists/deep", "inner/deep"}) {
        CAPTURE(path);
        CHECK(status(files.read(path, text)) == "outside-root");
        CHECK(text.empty());
    }
    // As the system has it: nothing is above what is not there.
    for (const std::string_view path :
         {"missing/../a.txt", "missing/../lists/../a.txt", "a.txt/../a.txt",
          "nothing-here/../a.txt", "lists/in", "inner/in", "nothing-here", "back", "back/x",
          "circle", "a.txt/", "a.txt/."}) {
        CAPTURE(path);
        CHECK(status(files.read(path, text)) == "not-found");
    }
    // However many there are, they come to an end.
    fs::path last = "../nothing";
    for (int i = 0; i < 30; ++i) {
        const std::string name = "chain" + std::to_string(i);
        link(last, name.c_str());
        last = name;
    }
    CHECK(status(files.read("chain29", text)) == "outside-root");
    // No system follows so many, and what is left of them is not followed by one either.
    last = here.path / "outside.txt";
    for (int i = 0; i < 60; ++i) {
        const std::string name = "long" + std::to_string(i);
        link(last, name.c_str());
        last = name;
    }
    for (int i = 0; i < 60; ++i) {
        CHECK(status(files.read("long" + std::to_string(i), text)) ==
              (i < 40 ? "outside-root" : "not-found"));
        CHECK(text.empty());
    }
}

TEST_CASE("files: a path of a hundred thousand folders is followed as far as there are any") {
    const scratch here;
    fs::create_symlink(".", here.path / "policies" / "self");
    folder_reader files(here.root());
    std::string text;
    for (const std::string_view part : {"a/", "./", "lists/../", "self/"}) {
        std::string path;
        for (int i = 0; i < 100'000; ++i)
            path += part;
        CAPTURE(part);
        const bool leads_there = part == "./" || part == "lists/../";
        CHECK(status(files.read(path + "a.txt", text)) == (leads_there ? "ok" : "not-found"));
    }
}

TEST_CASE("files: the folder itself may be reached through a link") {
    const scratch here;
    fs::create_directory_symlink(here.root(), here.path / "current");
    folder_reader files((here.path / "current").string());
    std::string text;
    CHECK(files.read("a.txt", text) == read_status::ok);
    CHECK(status(files.read("../outside.txt", text)) == "outside-root");
}

TEST_CASE("files: what is no ordinary file is not found") {
    const scratch here;
    REQUIRE(::mkfifo((here.path / "policies" / "pipe").c_str(), 0600) == 0);
    folder_reader files(here.root());
    for (const std::string_view path :
         {std::string_view("none.txt"), std::string_view("lists"), std::string_view("lists/"),
          std::string_view("."), std::string_view(""), std::string_view("pipe"),
          std::string_view("a.txt/b"), std::string_view("a.txt\0", 6), std::string_view("A.TXT")}) {
        CAPTURE(path);
        std::string text = "kept";
        CHECK(status(files.read(path, text)) == "not-found");
        CHECK(text.empty());
    }
    for (const char* folder : {"nowhere", "./nowhere", "nowhere/../nowhere", "policies/a.txt"}) {
        CAPTURE(folder);
        folder_reader nowhere((here.path / folder).string());
        std::string text;
        CHECK(status(nowhere.read("a.txt", text)) == "not-found");
        CHECK(status(nowhere.read("../outside.txt", text)) == "outside-root");
        const fs::path before = fs::current_path();
        fs::current_path(here.root()); // where there is an `a.txt`
        CHECK(status(nowhere.read("a.txt", text)) == "not-found");
        fs::current_path(before);
    }
}

TEST_CASE("files: read_file takes every byte") {
    const scratch here;
    std::string bytes(200'000, 'x');
    bytes[70'000] = '\0';
    here.write("policies/wide", bytes);
    std::string text;
    CHECK(surety::read_file(here.root() + "/wide", text));
    CHECK(text == bytes);
    for (std::size_t const most :
         {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, bytes.size() - 1, bytes.size()}) {
        CHECK(surety::read_file(here.root() + "/wide", text, most));
        CHECK(text == bytes.substr(0, most));
    }
    here.write("policies/none", "");
    CHECK(surety::read_file(here.root() + "/none", text));
    CHECK(text.empty());
    CHECK_FALSE(surety::read_file(here.root(), text));
    CHECK_FALSE(surety::read_file(here.root() + "/nothing", text));
}

TEST_CASE("files: load_file reads a policy and the files it names") {
    const scratch here;
    here.write("policies/p.surety", "surety 1;\nlist freemail = file \"lists/free.txt\";\n"
                                    "allow all-but-freemail: domain unless domain in freemail;\n");
    here.write("policies/lists/free.txt", "gmail.com\n");
    CHECK(surety::load_file(here.root() + "/p.surety"));

    const auto none = surety::load_file(here.root() + "/none.surety");
    REQUIRE_FALSE(none);
    CHECK(none.diagnostics()[0].code == surety::code::file_not_found);
    CHECK(none.diagnostics()[0].file == here.root() + "/none.surety");

    here.write("policies/out.surety",
               "surety 1;\nlist freemail = file \"../outside.txt\";\n"
               "allow all-but-freemail: domain unless domain in freemail;\n");
    const auto out = surety::load_file(here.root() + "/out.surety");
    REQUIRE_FALSE(out);
    CHECK(out.diagnostics()[0].code == surety::code::file_outside_root);
    CHECK(out.diagnostics()[0].file == here.root() + "/out.surety");
}

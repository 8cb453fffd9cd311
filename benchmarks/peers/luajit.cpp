// SPDX-License-Identifier: BSL-1.0
// Copyright (c) 2026 the surety authors
#include <cstdio>
#include <cstdlib>
#include <lua.hpp>

#include "engines.hpp"

namespace peers {

namespace {

constexpr char live_script[] = R"(
local live = {}
local find, sub = string.find, string.sub
function add(domain, active)
  if active then live[domain] = true end
end
function decide(name)
  while true do
    if live[name] then return true end
    local dot = find(name, ".", 1, true)
    if not dot then return false end
    name = sub(name, dot + 1)
  end
end
)";

constexpr char users_script[] = R"(
local users = {}
local sub = string.sub
function add(domain, active)
  users[#users + 1] = {domain = domain, dotted = "." .. domain, active = active}
end
function decide(name)
  for i = 1, #users do
    local user = users[i]
    if user.active and (name == user.domain or sub(name, -#user.dotted) == user.dotted) then
      return true
    end
  end
  return false
end
)";

class lua_engine final : public engine {
public:
    lua_engine(const workload::population& people, const char* script) : state_(luaL_newstate()) {
        luaL_openlibs(state_);
        if (luaL_dostring(state_, script)) {
            std::fprintf(stderr, "LuaJIT: %s\n", lua_tostring(state_, -1));
            std::exit(1);
        }
        each_user(people, [&](std::string_view domain, bool active) {
            lua_getglobal(state_, "add");
            lua_pushlstring(state_, domain.data(), domain.size());
            lua_pushboolean(state_, active);
            lua_call(state_, 2, 0);
        });
        lua_gc(state_, LUA_GCCOLLECT, 0);
        lua_getglobal(state_, "decide");
        decide_ = luaL_ref(state_, LUA_REGISTRYINDEX);
    }
    lua_engine(const lua_engine&) = delete;
    lua_engine& operator=(const lua_engine&) = delete;
    ~lua_engine() override { lua_close(state_); }

    bool decide(std::string_view domain) override {
        lua_rawgeti(state_, LUA_REGISTRYINDEX, decide_);
        lua_pushlstring(state_, domain.data(), domain.size());
        lua_call(state_, 1, 1);
        const bool is = lua_toboolean(state_, -1) != 0;
        lua_pop(state_, 1);
        return is;
    }

private:
    lua_State* state_;
    int decide_ = 0;
};

} // namespace

std::unique_ptr<engine> luajit_live(const workload::population& people) {
    return std::make_unique<lua_engine>(people, live_script);
}

std::unique_ptr<engine> luajit_users(const workload::population& people) {
    return std::make_unique<lua_engine>(people, users_script);
}

} // namespace peers

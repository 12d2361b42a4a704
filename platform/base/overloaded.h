// std::visit by cases: Overloaded{[](const A&) {...}, [](const B&) {...}}.
#pragma once

namespace outreach {

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace outreach

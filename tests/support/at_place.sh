#!/bin/sh
# Becomes the command in AT_PLACE: a program that is given as one path can so be started with a
# prefix, such as another network's.
# shellcheck disable=SC2086
exec $AT_PLACE "$@"
